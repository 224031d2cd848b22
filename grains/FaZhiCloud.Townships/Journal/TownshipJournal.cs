using FaZhiCloud.Domain;
using Npgsql;
using NpgsqlTypes;

namespace FaZhiCloud.Townships;

/// <summary>An answer stored with an idempotency key.</summary>
public sealed record StoredAnswer(byte[] RequestHash, byte[] AnswerJson);

/// <summary>The journals on PostgreSQL: what happened, in order; the truth that everything else is derived from.</summary>
public sealed class TownshipJournal(NpgsqlDataSource source)
{
    /// <summary>
    /// Writes a commit in one round trip: the statements of a batch without explicit transaction are one transaction.
    /// After the tenant the key comes first, so that a repetition is recognised as such even when the version has moved on.
    /// A prepared statement for each row costs the server less than arrays for the few rows that most commands write.
    /// </summary>
    public async Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(commit.Address.Tenant).Then(InsertAnswer(commit));
        for (var i = 0; i < commit.Events.Count; i++)
            batch.Then(InsertEvent(commit, i));
        foreach (var record in commit.Records)
            batch.Then(UpsertRecord(commit, record));
        foreach (var item in commit.DueItems)
        {
            batch.Then(UpsertDueItem(commit, item));
            batch.Then(CancelAlerts(commit, item));
        }

        try
        {
            await batch.RunAsync(cancellationToken);
            return CommitResult.Committed;
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "answers_key" })
        {
            return CommitResult.KeyUsed;
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "journal_version" })
        {
            return CommitResult.VersionConflict;
        }
    }

    /// <summary>The answer that an actor's key got; null when it is new.</summary>
    public async Task<StoredAnswer?> FindAnswerAsync(Guid tenant, string actor, string key, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, "select request_hash, answer from answers where tenant_id = $1 and actor = $2 and key = $3");
        batch.With(tenant);
        batch.With(actor);
        batch.With(key);
        await using var reader = await batch.ReadAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>The state: the last snapshot with the events after it applied.</summary>
    public async Task<TownshipState> LoadAsync(TownshipAddress address, CancellationToken cancellationToken) =>
        await ReplayAsync(address, await SnapshotAsync(address, cancellationToken), cancellationToken);

    /// <summary>The state rebuilt from the whole journal, without snapshot.</summary>
    public Task<TownshipState> RebuildAsync(TownshipAddress address, CancellationToken cancellationToken) =>
        ReplayAsync(address, TownshipState.Empty, cancellationToken);

    /// <summary>The version of the township's last event; 0 where there is none.</summary>
    public async Task<long> VersionAsync(TownshipAddress address, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(address.Tenant, "select version from journal where township_id = $1 and tenant_id = $2 order by version desc limit 1");
        batch.With(address.Township);
        batch.With(address.Tenant);
        return await batch.ScalarAsync(cancellationToken) as long? ?? 0;
    }

    /// <summary>Stores a snapshot, unless a later one is there.</summary>
    public async Task SaveSnapshotAsync(TownshipAddress address, TownshipState state, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(address.Tenant, """
            insert into snapshots (township_id, tenant_id, version, format, payload, at) values ($1, $2, $3, $4, $5, $6)
            on conflict (township_id) do update set version = excluded.version, format = excluded.format, payload = excluded.payload, at = excluded.at
            where snapshots.version < excluded.version
            """);
        batch.With(address.Township);
        batch.With(address.Tenant);
        batch.With(state.Version);
        batch.With(Snapshot.Format);
        batch.With(Snapshot.Write(state));
        batch.With(at);
        await batch.RunAsync(cancellationToken);
    }

    /// <summary>The last snapshot; the empty state where there is none that this version can read.</summary>
    public async Task<TownshipState> SnapshotAsync(TownshipAddress address, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(address.Tenant, "select payload from snapshots where township_id = $1 and tenant_id = $2 and format = $3");
        batch.With(address.Township);
        batch.With(address.Tenant);
        batch.With(Snapshot.Format);
        return await batch.ScalarAsync(cancellationToken) is byte[] payload ? Snapshot.Read(payload) : TownshipState.Empty;
    }

    /// <summary>A state with the events after it applied.</summary>
    public async Task<TownshipState> ReplayAsync(TownshipAddress address, TownshipState state, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(address.Tenant, "select name, payload, at, actor from journal where township_id = $1 and tenant_id = $2 and version > $3 order by version");
        batch.With(address.Township);
        batch.With(address.Tenant);
        batch.With(state.Version);
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            state = Township.Apply(state, DomainJson.ReadEvent(reader.GetString(0), reader.GetFieldValue<byte[]>(1)), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3));
        return state;
    }

    private static NpgsqlBatchCommand InsertAnswer(Commit commit) => new("""
        insert into answers (tenant_id, actor, key, township_id, request_hash, answer, at) values ($1, $2, $3, $4, $5, $6, $7)
        """)
    {
        Parameters =
        {
            new() { Value = commit.Address.Tenant }, new() { Value = commit.Envelope.Actor }, new() { Value = commit.Envelope.Key }, new() { Value = commit.Address.Township },
            new() { Value = commit.Envelope.RequestHash }, new() { Value = commit.Answer }, new() { Value = commit.At },
        },
    };

    private static NpgsqlBatchCommand InsertEvent(Commit commit, int i) => new("""
        insert into journal (tenant_id, township_id, version, name, record_id, payload, actor, at, why) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """)
    {
        Parameters =
        {
            new() { Value = commit.Address.Tenant }, new() { Value = commit.Address.Township }, new() { Value = commit.Base + 1 + i }, new() { Value = DomainJson.NameOf(commit.Events[i]) },
            Nullable(commit.Events[i].Subject), new() { Value = DomainJson.Write(commit.Events[i]), NpgsqlDbType = NpgsqlDbType.Json },
            new() { Value = commit.Envelope.Actor }, new() { Value = commit.At }, Nullable(commit.Events[i].Why),
        },
    };

    private static NpgsqlBatchCommand UpsertRecord(Commit commit, TownshipRecord record) => new("""
        insert into records (township_id, tenant_id, record_id, area, kind, year, starts_on, title, is_void, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (township_id, record_id) do update
        set kind = excluded.kind, year = excluded.year, starts_on = excluded.starts_on, title = excluded.title, is_void = excluded.is_void, version = excluded.version
        """)
    {
        Parameters =
        {
            new() { Value = commit.Address.Township }, new() { Value = commit.Address.Tenant }, new() { Value = record.Id }, new() { Value = record.Area }, new() { Value = record.Kind },
            new() { Value = (short?)record.On?.Year ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Smallint },
            new() { Value = record.On?.Start ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            new() { Value = record.Title }, new() { Value = record.Void is not null }, new() { Value = record.Version },
        },
    };

    private static NpgsqlBatchCommand UpsertDueItem(Commit commit, DueItem item) => new("""
        insert into due_items (township_id, tenant_id, item_id, record_id, kind, rule_id, subject, due_on, known_on, is_open) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (township_id, item_id) do update
        set subject = excluded.subject, due_on = excluded.due_on, is_open = excluded.is_open
        """)
    {
        Parameters =
        {
            new() { Value = commit.Address.Township }, new() { Value = commit.Address.Tenant }, new() { Value = item.Id }, new() { Value = item.RecordId }, new() { Value = item.Kind },
            new() { Value = item.RuleId }, new() { Value = item.Subject }, new() { Value = item.DueOn }, new() { Value = item.KnownOn }, new() { Value = item.IsOpen },
        },
    };

    /// <summary>What was announced for an item that is settled now, or that falls due on another day, is pending no more.</summary>
    private static NpgsqlBatchCommand CancelAlerts(Commit commit, DueItem item) => new("""
        update alerts set state = 'cancelled', settled_at = $2, settled_by = $3
        where township_id = $1 and state = 'open' and item_id = $4 and (not $6 or due_on <> $5)
        """)
    {
        Parameters =
        {
            new() { Value = commit.Address.Township }, new() { Value = commit.At }, new() { Value = commit.Envelope.Actor },
            new() { Value = item.Id }, new() { Value = item.DueOn }, new() { Value = item.IsOpen },
        },
    };

    private static NpgsqlParameter Nullable(string? text) => new() { Value = text ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
