using System.Text.Json;
using FaZhiCloud.Domain;
using Npgsql;

namespace FaZhiCloud.Townships;

/// <summary>One event in a record's life: who, when, what, why.</summary>
public sealed record HistoryItem(long Version, string Event, DateTimeOffset At, string Actor, string? Why, JsonElement Data);

/// <summary>Reads the journal as the history of a record or of a township.</summary>
public sealed class RecordHistory(NpgsqlDataSource source)
{
    /// <summary>Events in order, of one record or of all; <paramref name="after"/> is the version after which the page begins.</summary>
    public async Task<IReadOnlyList<HistoryItem>> ListAsync(TownshipAddress address, string? recordId, long after, int limit, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(address.Tenant, """
            select version, name, at, actor, why, payload from journal
            where township_id = $1 and tenant_id = $2 and version > $3 and ($4::text is null or record_id = $4) order by version limit $5
            """);
        batch.With(address.Township);
        batch.With(address.Tenant);
        batch.With(after);
        batch.With(recordId, NpgsqlTypes.NpgsqlDbType.Text);
        batch.With(limit);
        var items = new List<HistoryItem>();
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4),
                JsonSerializer.Deserialize<JsonElement>(reader.GetFieldValue<byte[]>(5), DomainJson.Options)));
        }

        return items;
    }
}
