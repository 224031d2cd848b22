using Npgsql;
using NpgsqlTypes;

namespace FaZhiCloud.Townships;

/// <summary>An announcement that something falls due.</summary>
/// <param name="Step">Days before (+) or after (−) the due day at which it was announced.</param>
/// <param name="State">open, acknowledged or cancelled.</param>
public sealed record Alert(
    long Id, Guid TownshipId, string Township, string RecordId, string Kind, string RuleId, string Subject, DateOnly DueOn, int Step,
    DateTimeOffset RaisedAt, string State, DateTimeOffset? SettledAt, string? SettledBy, string? Note);

/// <summary>An alert, with the path of its township for the decision who may see it.</summary>
public sealed record FoundAlert(Alert Alert, string Path);

/// <summary>The alerts of all townships below a division: newest first.</summary>
public sealed class AlertInbox(NpgsqlDataSource source)
{
    private const string Select = """
        select a.id, a.township_id, d.name, a.record_id, a.kind, a.rule_id, a.subject, a.due_on, a.step, a.raised_at, a.state, a.settled_at, a.settled_by, a.note, d.path
        from alerts a join divisions d on d.id = a.township_id
        """;

    /// <param name="path">Path of the division.</param>
    /// <param name="state">open, acknowledged, cancelled; null for all.</param>
    /// <param name="before">Cursor: the id before which the page begins.</param>
    public async Task<IReadOnlyList<Alert>> ListAsync(Guid tenant, string path, string? state, string? kind, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, $"""
            {Select} where a.tenant_id = $1 and d.path between $2 and $2 || 'z' and ($3::text is null or a.state = $3) and ($4::text is null or a.kind = $4) and ($5::bigint is null or a.id < $5)
            order by a.id desc limit $6
            """);
        batch.With(tenant);
        batch.With(path);
        batch.With(state, NpgsqlDbType.Text);
        batch.With(kind, NpgsqlDbType.Text);
        batch.With(before, NpgsqlDbType.Bigint);
        batch.With(limit);
        return [.. (await ReadAsync(batch, cancellationToken)).Select(found => found.Alert)];
    }

    /// <summary>One alert with the path of its township; null where there is none.</summary>
    public async Task<FoundAlert?> FindAsync(Guid tenant, long id, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, $"{Select} where a.tenant_id = $1 and a.id = $2");
        batch.With(tenant);
        batch.With(id);
        return await ReadAsync(batch, cancellationToken) is [var found, ..] ? found : null;
    }

    /// <summary>Acknowledges an open alert; false when it is not open any more. A repetition by the same person changes nothing.</summary>
    public async Task<bool> AcknowledgeAsync(Guid tenant, long id, string by, string? note, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, """
            update alerts set state = 'acknowledged', settled_at = $3, settled_by = $4, note = $5 where tenant_id = $1 and id = $2 and state = 'open'
            """);
        batch.With(tenant);
        batch.With(id);
        batch.With(at);
        batch.With(by);
        batch.With(note, NpgsqlDbType.Text);
        return await batch.RunAsync(cancellationToken) == 1;
    }

    private static async Task<IReadOnlyList<FoundAlert>> ReadAsync(TenantBatch batch, CancellationToken cancellationToken)
    {
        var alerts = new List<FoundAlert>();
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            alerts.Add(new(new(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6),
                reader.GetFieldValue<DateOnly>(7), reader.GetInt16(8), reader.GetFieldValue<DateTimeOffset>(9), reader.GetString(10),
                await reader.IsDBNullAsync(11, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(11),
                await reader.IsDBNullAsync(12, cancellationToken) ? null : reader.GetString(12), await reader.IsDBNullAsync(13, cancellationToken) ? null : reader.GetString(13)), reader.GetString(14)));
        }

        return alerts;
    }
}
