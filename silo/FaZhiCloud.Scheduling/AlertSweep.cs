using FaZhiCloud.Domain;
using Npgsql;

namespace FaZhiCloud.Scheduling;

/// <summary>
/// Announces what falls due: one statement over due items, no township is visited. Which steps an item has reached is the rule of
/// <see cref="AlertSteps.Reached"/>, written as SQL; a unique key makes each (item, day, step) count once, however many sweeps run at once.
/// </summary>
public sealed class AlertSweep(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>Raises all alerts due today (Asia/Shanghai), those of missed days included, and returns how many are new.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        await using var command = source.CreateCommand("""
            with raised as (
                insert into alerts (tenant_id, township_id, item_id, record_id, step, kind, rule_id, subject, due_on, raised_at, state)
                select d.tenant_id, d.township_id, d.item_id, d.record_id, s.step, d.kind, d.rule_id, d.subject, d.due_on, $3, 'open'
                from due_items d cross join unnest($2::integer[]) as s (step)
                where d.is_open and d.due_on <= $1::date + (select max(m) from unnest($2::integer[]) as m) and d.due_on - s.step <= $1::date
                  and (d.due_on - s.step > d.known_on
                       or s.step = (select min(p.step) from unnest($2::integer[]) as p (step) where d.due_on - p.step <= d.known_on))
                on conflict on constraint alerts_once do nothing
                returning 1
            ), counted as (select count(*)::integer as n from raised)
            insert into sweeps (day, at, raised) select $1::date, $3, n from counted
            on conflict (day) do update set at = excluded.at, raised = sweeps.raised + excluded.raised
            returning (select n from counted)
            """);
        command.Parameters.Add(new() { Value = new Moment(now, "").Today });
        command.Parameters.Add(new() { Value = AlertSteps.Days.ToArray() });
        command.Parameters.Add(new() { Value = now });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
