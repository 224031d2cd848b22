using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FaZhiCloud.Domain;
using FaZhiCloud.Townships;
using Npgsql;
using NpgsqlTypes;

namespace FaZhiCloud.Bench;

/// <summary>
/// What the database could take: the rows that our writes make, without row-level security, without HTTP, without decisions, without serializing,
/// by prepared statements on 32 connections of this process, one batch and one transaction a write.
/// </summary>
internal sealed class WriteLimit(House house, Dictionary<Guid, string[]> plans) : IAsyncDisposable
{
    private const int First = WriteBench.Townships;

    private static readonly string EntryPayload = Encoding.UTF8.GetString(DomainJson.Write(new LedgerEntryRecorded("entry-1000", "publicity", JsonSerializer.Deserialize<LedgerEntryFacts>(Facts.LedgerBody, DomainJson.Options)!)));
    private static readonly string SessionPayload = Encoding.UTF8.GetString(DomainJson.Write(new StudySessionRecorded("study-1000", JsonSerializer.Deserialize<StudySessionFacts>(WriteBench.SessionBody("plan-10"), DomainJson.Options)!)));
    private static readonly byte[] Hash = SHA256.HashData("the request"u8);

    private readonly Connection[] connections = [.. Enumerable.Range(0, House.Callers).Select(i => new Connection(house, plans, i))];

    public async Task<Sample> RunAsync(TimeSpan time)
    {
        foreach (var connection in connections)
            await connection.OpenAsync();
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu.Seconds(house.Postgres, Environment.ProcessId));
        var latencies = await Task.WhenAll(connections.Select(connection => Task.Run(() => connection.WriteAsync(clock, time))));
        return Sample.OfRequests(latencies, clock.Elapsed, Cpu.Seconds(house.Postgres, Environment.ProcessId) - cpu);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private sealed class Connection(House house, Dictionary<Guid, string[]> plans, int number) : IAsyncDisposable
    {
        private readonly Dictionary<Guid, long> versions = [];
        private NpgsqlConnection? open;
        private NpgsqlBatch? entry, session;
        private int n;

        public async Task OpenAsync()
        {
            if (open is not null)
                return;
            open = await house.Unfenced.OpenConnectionAsync();
            entry = await PrepareAsync(Answer(), Event("ledger-entry-recorded", EntryPayload), Record("ledgers", "publicity"));
            session = await PrepareAsync(Answer(), Event("study-session-recorded", SessionPayload), Record("study-sessions", "LeadershipStudy"), Held(), Settled());
        }

        public async Task<List<double>> WriteAsync(Stopwatch clock, TimeSpan time)
        {
            var latencies = new List<double>(16_384);
            for (; clock.Elapsed < time; n++)
            {
                var township = house.Ids[First + (number + n / 2 * House.Callers) % WriteBench.Townships];
                var version = versions[township] = versions.GetValueOrDefault(township, 1_000) + 1;
                var (at, batch) = (TimeProvider.System.GetUtcNow(), n % 2 == 0 ? entry! : session!);
                var from = Stopwatch.GetTimestamp();
                Fill(batch.BatchCommands[0].Parameters, house.Tenant, "limit", $"limit-{number}-{n}", township, Hash, JsonSerializer.SerializeToUtf8Bytes(new Answer($"entry-{version}", version, 1), DomainJson.Options), at);
                Fill(batch.BatchCommands[1].Parameters, house.Tenant, township, version, $"entry-{version}", at);
                Fill(batch.BatchCommands[2].Parameters, township, $"entry-{version}", house.Tenant, version);
                if (n % 2 == 1)
                {
                    var plan = plans[township][n / 2 % 12];
                    Fill(batch.BatchCommands[3].Parameters, township, plan, version);
                    Fill(batch.BatchCommands[4].Parameters, township, plan);
                }

                await batch.ExecuteNonQueryAsync();
                latencies.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            return latencies;
        }

        public async ValueTask DisposeAsync()
        {
            if (open is not null)
                await open.DisposeAsync();
        }

        private async Task<NpgsqlBatch> PrepareAsync(params NpgsqlBatchCommand[] commands)
        {
            var batch = new NpgsqlBatch(open);
            foreach (var command in commands)
                batch.BatchCommands.Add(command);
            await batch.PrepareAsync();
            return batch;
        }

        private static void Fill(NpgsqlParameterCollection parameters, params object[] values)
        {
            for (var i = 0; i < values.Length; i++)
                parameters[i].Value = values[i];
        }
    }

    private static NpgsqlBatchCommand Answer() => Command(
        "insert into answers (tenant_id, actor, key, township_id, request_hash, answer, at) values ($1, $2, $3, $4, $5, $6, $7)",
        NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Uuid, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.TimestampTz);

    private static NpgsqlBatchCommand Event(string name, string payload) => Command(
        $"insert into journal (tenant_id, township_id, version, name, record_id, payload, actor, at) values ($1, $2, $3, '{name}', $4, '{payload}', 'limit', $5)",
        NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz);

    private static NpgsqlBatchCommand Record(string area, string kind) => Command(
        $"insert into records (township_id, record_id, tenant_id, area, kind, year, starts_on, title, is_void, version) values ($1, $2, $3, '{area}', '{kind}', 2023, '2023-12-04', '国家宪法日集中宣传', false, $4)",
        NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Uuid, NpgsqlDbType.Bigint);

    private static NpgsqlBatchCommand Held() => Command(
        "update records set version = $3 where township_id = $1 and record_id = $2", NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Bigint);

    private static NpgsqlBatchCommand Settled() => Command(
        "update due_items set is_open = false where township_id = $1 and item_id = $2", NpgsqlDbType.Uuid, NpgsqlDbType.Text);

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlDbType[] types)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var type in types)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        return command;
    }
}
