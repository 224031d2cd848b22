using FaZhiCloud.Domain;
using FaZhiCloud.Townships;
using Npgsql;

namespace FaZhiCloud.Scheduling;

/// <summary>
/// Announces what falls due: one statement a tenant over its due items, no township is visited. Which steps an item has reached is the rule of
/// <see cref="AlertSteps.Reached"/>, written as SQL; a unique key makes each (item, day, step) count once, however many sweeps run at once.
/// </summary>
public sealed class AlertSweep(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>Raises all alerts due today (Asia/Shanghai), those of missed days included, and returns how many are new.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var today = new Moment(now, "").Today;
        var raised = 0;
        foreach (var tenant in await TenantsAsync(cancellationToken))
            raised += await RaiseAsync(tenant, today, now, cancellationToken);
        await NoteAsync(today, now, raised, cancellationToken);
        return raised;
    }

    /// <summary>Each tenant's alerts are raised in a transaction that sees that tenant only. A suspended one is caught up when it returns.</summary>
    private async Task<List<Guid>> TenantsAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select id from tenants where state = 'active' order by id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
            tenants.Add(reader.GetGuid(0));
        return tenants;
    }

    private async Task<int> RaiseAsync(Guid tenant, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, """
            insert into alerts (tenant_id, township_id, item_id, record_id, step, kind, rule_id, subject, due_on, raised_at, state)
            select d.tenant_id, d.township_id, d.item_id, d.record_id, s.step, d.kind, d.rule_id, d.subject, d.due_on, $3, 'open'
            from due_items d cross join unnest($2::integer[]) as s (step)
            where d.tenant_id = $4 and d.is_open and d.due_on <= $1::date + (select max(m) from unnest($2::integer[]) as m) and d.due_on - s.step <= $1::date
              and (d.due_on - s.step > d.known_on
                   or s.step = (select min(p.step) from unnest($2::integer[]) as p (step) where d.due_on - p.step <= d.known_on))
            order by d.township_id, d.item_id, s.step desc
            on conflict on constraint alerts_once do nothing
            """).With(today).With(AlertSteps.Days.ToArray()).With(now).With(tenant);
        return await batch.RunAsync(cancellationToken);
    }

    private async Task NoteAsync(DateOnly today, DateTimeOffset now, int raised, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            insert into sweeps (day, at, raised) values ($1, $2, $3)
            on conflict (day) do update set at = excluded.at, raised = sweeps.raised + excluded.raised
            """);
        command.Parameters.Add(new() { Value = today });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = raised });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
