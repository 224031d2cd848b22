using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Cluster.Tests.Faults;

/// <summary>One write or read as its client saw it.</summary>
/// <param name="Key">The idempotency key, also the officer's name; null for a read.</param>
/// <param name="Start">When the client first asked.</param>
/// <param name="End">When it had its answer.</param>
/// <param name="Tries">How often it asked.</param>
/// <param name="Version">The township's version in the answer.</param>
internal sealed record Act(Guid Township, string? Key, TimeSpan Start, TimeSpan End, int Tries, long Version)
{
    public TimeSpan Waited => End - Start;
}

/// <summary>
/// Clerks at work: each writes to townships of its own at a steady pace, asks again with the same key until it has an answer, and now and
/// then reads back what it wrote. Whatever they saw is recorded.
/// </summary>
internal sealed class Load(ProvinceDatabase database, IReadOnlyList<Uri> gateways, string token, Stopwatch clock)
{
    private const int Clerks = 80;
    private const double WritesPerSecond = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Act> acts = new();
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly ConcurrentDictionary<string, int> troubles = new();

    public IReadOnlyList<Act> Acts => [.. acts];

    /// <summary>What no client should ever see: a stale read, a refusal, no answer within a minute.</summary>
    public IReadOnlyList<string> Wrong => [.. wrong];

    /// <summary>What made clients ask again, counted.</summary>
    public IReadOnlyDictionary<string, int> Troubles => troubles;

    public async Task RunAsync(string run, CancellationToken stop) =>
        await Task.WhenAll(Enumerable.Range(0, Clerks).Select(clerk => ClerkAsync(run, clerk, stop)));

    /// <summary>Each acknowledged write stands once in the journal at the version that was answered, and in the rows that lists read; nothing else is there.</summary>
    public async Task<int> CheckAsync(string run)
    {
        var journal = await database.RowsAsync($"select payload->'facts'->>'name', township_id, version from journal where payload->'facts'->>'name' like '{run}-%'", row => (Name: row.GetString(0), Township: row.GetGuid(1), Version: row.GetInt64(2)));
        var rows = (await database.RowsAsync($"select title, count(*) from records where title like '{run}-%' group by 1", row => (row.GetString(0), row.GetInt64(1)))).ToDictionary();
        journal.GroupBy(entry => entry.Name).ShouldAllBe(group => group.Count() == 1, "written twice");
        var byName = journal.ToDictionary(entry => entry.Name);
        var writes = acts.Where(act => act.Key is not null).ToList();
        foreach (var write in writes)
        {
            byName.TryGetValue(write.Key!, out var entry).ShouldBeTrue($"{write.Key} was acknowledged and is lost");
            (entry.Township, entry.Version).ShouldBe((write.Township, write.Version), write.Key);
            rows.GetValueOrDefault(write.Key!).ShouldBe(1, write.Key);
        }

        byName.Count.ShouldBe(writes.Count, "all clerks waited for their answers, so nothing may be there that was not acknowledged");
        (await database.RowsAsync("select township_id, max(version) - count(*) from journal group by 1", row => row.GetInt64(1))).ShouldAllBe(gap => gap == 0, "versions without gap");
        return writes.Count;
    }

    private async Task ClerkAsync(string run, int clerk, CancellationToken stop)
    {
        var townships = database.Townships.Where((_, i) => i % Clerks == clerk).Select(township => township.Id).ToList();
        var random = new Random(clerk);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            Timeout = TimeSpan.FromSeconds(30),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        var pace = TimeSpan.FromSeconds(Clerks / WritesPerSecond);
        await Task.Delay(pace * random.NextDouble(), CancellationToken.None);
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var begun = clock.Elapsed;
            var township = townships[n % townships.Count];
            var key = $"{run}-c{clerk}-{n}";
            var written = await AskAsync(client, random, township, key);
            if (written is not null && random.Next(3) == 0 && await AskAsync(client, random, township, null) is { } read && read.Version < written.Version)
                wrong.Enqueue($"{key} was acknowledged as version {written.Version}; a read begun afterwards showed {read.Version}");
            if (clock.Elapsed - begun is var took && took < pace)
                await Task.Delay(pace - took, CancellationToken.None);
        }
    }

    /// <summary>Asks until there is an answer, each time another gateway.</summary>
    private async Task<Act?> AskAsync(HttpClient client, Random random, Guid township, string? key)
    {
        var (start, gateway) = (clock.Elapsed, random.Next(gateways.Count));
        for (var tries = 1; clock.Elapsed - start < Patience; tries++, gateway++)
        {
            try
            {
                using var request = Request(gateways[gateway % gateways.Count], township, key);
                using var response = await client.SendAsync(request);
                var body = await response.Content.ReadAsStringAsync();
                if (response.IsSuccessStatusCode)
                {
                    var act = new Act(township, key, start, clock.Elapsed, tries, JsonDocument.Parse(body).RootElement.GetProperty("version").GetInt64());
                    acts.Enqueue(act);
                    return act;
                }

                if ((int)response.StatusCode < 500)
                {
                    wrong.Enqueue($"{key ?? "a read"}: {(int)response.StatusCode} {body}");
                    return null;
                }

                Trouble($"{(int)response.StatusCode} {JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()}");
            }
            catch (HttpRequestException e)
            {
                Trouble($"{e.HttpRequestError}");
            }
            catch (TaskCanceledException)
            {
                Trouble("no answer within 30 s");
            }

            await Task.Delay(Math.Min(50 * tries, 500));
        }

        wrong.Enqueue($"{key ?? "a read"}: no answer within {Patience.TotalSeconds} s");
        return null;
    }

    private void Trouble(string what) => troubles.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static HttpRequestMessage Request(Uri gateway, Guid township, string? key)
    {
        if (key is null)
            return new(HttpMethod.Get, new Uri(gateway, $"api/v1/townships/{township}"));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, $"api/v1/townships/{township}/officers")) { Content = new StringContent($$"""{"name":"{{key}}"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }
}
