using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace FaZhiCloud.Townships;

/// <summary>Something to be told in the audit trail.</summary>
/// <param name="Actor">User name of who did it.</param>
/// <param name="Action">What: <c>session.begun</c>, <c>account.disabled</c> …</param>
/// <param name="Subject">Whom or what it concerns.</param>
/// <param name="Path">Path of the division it concerns; null concerns the tenant as a whole.</param>
/// <param name="Address">Network address it came from.</param>
/// <param name="Detail">JSON.</param>
public sealed record AuditEntry(string Actor, string Action, string? Subject = null, string? Path = null, string? Address = null, string? Detail = null);

/// <summary>A line of the audit trail.</summary>
/// <param name="Number">1, 2, 3 … in each tenant.</param>
/// <param name="Hash">SHA-256 over this line and the hash of the one before, in hex.</param>
public sealed record AuditLine(long Number, DateTimeOffset At, string Actor, string Action, string? Subject, string? Path, string? Address, string? Detail, string Hash);

/// <summary>What is looked for; null for all.</summary>
public sealed record AuditFilter(DateTimeOffset? From = null, DateTimeOffset? To = null, string? Actor = null, string? Action = null, string? Subject = null, string? Path = null);

/// <summary>The outcome of checking the chain.</summary>
/// <param name="Lines">How many lines were checked.</param>
/// <param name="Head">Hash of the last line: noted elsewhere, it shows later whether lines at the end are missing.</param>
/// <param name="FirstBroken">The first line that does not follow from what precedes it; null when all do.</param>
public sealed record AuditVerdict(long Lines, string Head, long? FirstBroken);

/// <summary>The audit trail of each tenant: append-only, chained by hashes.</summary>
public sealed class AuditTrail(NpgsqlDataSource source)
{
    /// <summary>Stands for the house itself: operators' deeds, and failures that belong to no tenant.</summary>
    public static readonly Guid House = Guid.Empty;

    /// <summary>A page of lines, newest first; <paramref name="before"/> is the number before which it begins.</summary>
    public async Task<IReadOnlyList<AuditLine>> ListAsync(Guid tenant, AuditFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, """
            select number, at, actor, action, subject, path, address, detail, hash from audit
            where tenant_id = $1 and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3) and ($4::text is null or actor = $4)
              and ($5::text is null or action = $5 or starts_with(action, $5 || '.')) and ($6::text is null or subject = $6)
              and ($7::text is null or path between $7 and $7 || 'z') and ($8::bigint is null or number < $8)
            order by number desc limit $9
            """)
            .With(tenant).With(filter.From, NpgsqlDbType.TimestampTz).With(filter.To, NpgsqlDbType.TimestampTz).With(filter.Actor).With(filter.Action).With(filter.Subject).With(filter.Path)
            .With(before, NpgsqlDbType.Bigint).With(limit);
        await using var reader = await batch.ReadAsync(cancellationToken);
        var lines = new List<AuditLine>();
        while (await reader.ReadAsync(cancellationToken))
            lines.Add(Line(reader));
        return lines;
    }

    /// <summary>Tells one thing in a transaction of its own; what changes rows tells it in the transaction of the change.</summary>
    public async Task TellAsync(Guid tenant, AuditEntry entry, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant).Tell(entry, at);
        await batch.RunAsync(cancellationToken);
    }

    /// <summary>Computes every line's hash anew, independently of the database's own functions.</summary>
    public async Task<AuditVerdict> VerifyAsync(Guid tenant, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, "select number, at, actor, action, subject, path, address, detail, hash, previous from audit where tenant_id = $1 order by number").With(tenant);
        await using var reader = await batch.ReadAsync(cancellationToken);
        var (lines, previous, broken) = (0L, Array.Empty<byte>(), (long?)null);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (line, stored) = (Line(reader), reader.GetFieldValue<byte[]>(8));
            lines++;
            if (broken is null && (line.Number != lines || !previous.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(9)) || !Hash(tenant, line, previous).AsSpan().SequenceEqual(stored)))
                broken = line.Number;
            previous = stored;
        }

        return new(lines, Convert.ToHexStringLower(previous), broken);
    }

    private static byte[] Hash(Guid tenant, AuditLine line, byte[] previous)
    {
        var micros = (line.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        string?[] fields = [tenant.ToString(), $"{line.Number}", $"{micros}", line.Actor, line.Action, line.Subject, line.Path, line.Address, line.Detail];
        var text = string.Concat(fields.Select(field => field is null ? "-" : $"{Encoding.UTF8.GetByteCount(field)}:{field}"));
        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(text)]);
    }

    private static AuditLine Line(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), Text(reader, 4), Text(reader, 5), Text(reader, 6), Text(reader, 7),
        Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(8)));

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>Tells the audit trail within the transaction of what is told.</summary>
public static class AuditStatements
{
    public static TenantBatch Tell(this TenantBatch batch, AuditEntry entry, DateTimeOffset at) =>
        batch.Then("select tell_audit($1, $2, $3, $4, $5, $6, $7)").With(at).With(entry.Actor).With(entry.Action).With(entry.Subject).With(entry.Path).With(entry.Address).With(entry.Detail);
}
