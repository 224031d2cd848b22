using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.Extensions.DependencyInjection;

namespace FaZhiCloud.Gateway.Tests.Fuzzing;

public sealed class FuzzTests(TestGateway gateway, ITestOutputHelper output) : IClassFixture<TestGateway>
{
    private const int Workers = 8;

    /// <summary><c>./fazhi fuzz --requests N --seed S</c> sets these.</summary>
    private static readonly int Requests = Setting("FAZHI_FUZZ_REQUESTS", 20_000), Seed = Setting("FAZHI_FUZZ_SEED", 20260302);

    [Fact]
    public async Task No_request_made_up_from_the_document_brings_down_slows_down_or_surprises()
    {
        var mine = await gateway.TownshipAsync("模糊乡");
        var document = (await gateway.As(Role.Clerk, mine).GetAsync("/openapi/v1.json")).ShouldBe(200).Json;
        var clients = new (string Who, ApiClient Client)[]
        {
            ("clerk", gateway.As(Role.Clerk, mine, "fuzz-clerk")), ("leader", gateway.As(Role.Leader, mine)), ("county", gateway.As(Role.County, TestGateway.County)), ("province", gateway.As(Role.Province, TestGateway.Province)),
            ("auditor", gateway.As(Role.Auditor, TestGateway.Province)), ("stranger", gateway.As(Role.Province, TestGateway.OtherProvince)), ("nobody", gateway.Anonymous()),
        };
        var (statuses, wrong) = (new ConcurrentDictionary<int, int>(), new ConcurrentQueue<string>());
        var slowest = new double[Workers];

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(Seed + worker);
            var fuzzer = new Fuzzer(document, Seed + worker, name => Values(name, mine));
            for (var i = worker; i < Requests; i += Workers)
            {
                var made = fuzzer.Next();
                // Most of the time somebody who gets past the gate.
                var (who, client) = clients[random.Next(100) < 60 ? random.Next(100) < 70 ? 0 : 3 : random.Next(clients.Length)];
                var from = Stopwatch.GetTimestamp();
                var reply = await client.SendAsync(made.Verb, made.Path, made.Body is null ? null : Encoding.UTF8.GetBytes(made.Body), made.Key, made.IfMatch);
                slowest[worker] = Math.Max(slowest[worker], Stopwatch.GetElapsedTime(from).TotalSeconds);
                statuses.AddOrUpdate(reply.Status, 1, (_, count) => count + 1);
                if (Complaint(made, reply) is { } complaint && wrong.Count < 40)
                    wrong.Enqueue($"{complaint}: {who} {made.Operation} {made.Verb} {made.Path} key {made.Key} if-match {made.IfMatch}\n    {Cut(made.Body)}\n    {Cut(reply.Text)}");
                if (Stopwatch.GetElapsedTime(from).TotalSeconds > 2)
                    wrong.Enqueue($"slow ({Stopwatch.GetElapsedTime(from).TotalSeconds:F1} s): {made.Operation} {made.Path}");
            }
        })));

        output.WriteLine($"{Requests} requests, seed {Seed}, slowest {slowest.Max():F2} s; {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}");
        wrong.ShouldBeEmpty();
        await JournalHoldsAsync(mine);
        (await gateway.Services.GetRequiredService<AuditTrail>().VerifyAsync(TestGateway.Province.Id, default)).FirstBroken.ShouldBeNull();
    }

    private static string? Complaint(MadeUp made, Reply reply) => reply.Status >= 500 && reply.Status != 503 ? $"{reply.Status}"
        // What no route matches (an id that is none) is answered by no operation.
        : made.Documented.Contains($"{reply.Status}") || reply is { Status: 404, Code: "not_found" } || reply.Status is 415 or 405 ? null
        : $"undocumented {reply.Status}";

    /// <summary>State in memory and state from the whole journal are the same, and every read row has its record.</summary>
    private async Task JournalHoldsAsync(Division mine)
    {
        var journal = gateway.Services.GetRequiredService<TownshipJournal>();
        foreach (var township in new[] { mine, TestGateway.Sibling, TestGateway.Distant })
        {
            TownshipAddress address = new(township.TenantId, township.Id);
            var rebuilt = await journal.RebuildAsync(address, default);
            Snapshot.Write(await journal.LoadAsync(address, default)).ShouldBe(Snapshot.Write(rebuilt));
            (await gateway.ScalarAsync<long>($"select count(*) from records where township_id = '{township.Id}'")).ShouldBe(rebuilt.RecordCount);
            (await gateway.ScalarAsync<bool>($"select coalesce(max(version), 0) = count(*) from journal where township_id = '{township.Id}'")).ShouldBeTrue("versions without gaps");
        }

        (await gateway.ScalarAsync<long>("select count(*) from journal j left join divisions d on d.id = j.township_id where d.tenant_id is distinct from j.tenant_id")).ShouldBe(0, "no event stands under another tenant");
    }

    private static string[] Values(string name, Division mine) => name switch
    {
        "township" or "division" or "under" => [.. Enumerable.Repeat($"{mine.Id}", 14), $"{TestGateway.Sibling.Id}", $"{TestGateway.County.Id}", $"{TestGateway.Foreign.Id}", $"{TestGateway.Province.Id}", $"{Guid.Empty}"],
        "record" => [.. Enumerable.Range(1, 12).SelectMany(i => new[] { $"officer-{i}", $"cert-{i}", $"plan-{i}", $"session-{i}", $"entry-{i}", $"group-{i}", $"contract-{i}", $"decision-{i}" })],
        "kind" => ["publicity", "mediation", "petitions", "meetings", "no-such"],
        "year" => ["2026", "2025", "0", "99999"],
        "limit" => ["1", "50", "200", "0", "201"],
        "format" => ["docx", "text", "html", "json", "pdf"],
        "cutOff" => ["2026-03-02", "2026-12-31", "2025-01-01"],
        "account" or "grant" or "session" or "token" => [$"{Guid.Empty}", $"{mine.Id}"],
        "alert" => ["1", "2", "999999"],
        _ => [],
    };

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;

    private static string Cut(string? text) => text is null ? "" : text.Length > 400 ? text[..400] + "…" : text;
}
