using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Resilience.Tests;

/// <summary>One write of a storm: its officer is named by its key, so that it can be found again.</summary>
internal sealed class Write(Guid township, string key)
{
    public Guid Township { get; } = township;

    public string Key { get; } = key;

    /// <summary>What the client was told; null as long as nobody confirmed it.</summary>
    public string? Answer { get; set; }
}

/// <summary>Many writes to many townships at once, and the check that each confirmed one counts exactly once.</summary>
internal sealed class Storm(DurableDatabase database, Uri server, string token)
{
    private const int Connections = 64;

    private readonly List<Write> all = [];

    /// <summary>Two thousand writes of a round.</summary>
    public IReadOnlyList<Write> Round(int number)
    {
        var writes = Enumerable.Range(0, 2_000).Select(i => new Write(database.Townships[i % database.Townships.Count].Id, $"r{number}-w{i}")).ToList();
        all.AddRange(writes);
        return writes;
    }

    /// <summary>Sends them; <paramref name="confirmed"/> hears how many have been confirmed so far. A failed one is not repeated.</summary>
    public async Task SendAsync(IReadOnlyList<Write> writes, Action<int>? confirmed = null)
    {
        using var client = Client();
        var count = 0;
        await Parallel.ForEachAsync(writes, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (write, cancellation) =>
        {
            if (await TryAsync(client, write) is not { } answer)
                return;
            write.Answer ??= answer;
            answer.ShouldBe(write.Answer, $"the answer to {write.Key} changed");
            confirmed?.Invoke(Interlocked.Increment(ref count));
        });
    }

    /// <summary>Confirmed once means there once; not confirmed means there at most once. In the journal and in the rows that lists read.</summary>
    public async Task CheckAsync(bool complete)
    {
        var journal = await CountAsync("select payload->'facts'->>'name', count(*) from journal group by 1");
        var records = await CountAsync("select title, count(*) from records group by 1");
        var answers = await CountAsync("select key, count(*) from answers group by 1");
        foreach (var write in all)
        {
            var there = journal.GetValueOrDefault(write.Key);
            there.ShouldBe(write.Answer is not null || complete ? 1 : Math.Min(there, 1), $"{write.Key} in the journal, answered {write.Answer}");
            records.GetValueOrDefault(write.Key).ShouldBe(there, $"{write.Key} in the records");
            answers.GetValueOrDefault(write.Key).ShouldBe(there, $"{write.Key} in the answers");
        }

        journal.Count.ShouldBe(all.Count(write => journal.ContainsKey(write.Key)));
        (await CountAsync("select township_id::text, max(version) - count(*) from journal group by 1")).Values.ShouldAllBe(missing => missing == 0, "versions without gap");
    }

    /// <summary>The same through the API, for a few townships.</summary>
    public async Task CheckListsAsync()
    {
        using var client = Client();
        foreach (var township in database.Townships.Where((_, i) => i % 10 == 0))
        {
            var names = new List<string>();
            for (string? next = ""; next is not null;)
            {
                var page = JsonDocument.Parse(await client.GetStringAsync(new Uri($"api/v1/townships/{township.Id}/officers?limit=200{(next.Length > 0 ? $"&after={next}" : "")}", UriKind.Relative))).RootElement;
                names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!));
                next = page.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
            }

            names.ShouldBe(all.Where(write => write.Township == township.Id).Select(write => write.Key), ignoreOrder: true);
        }
    }

    private HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Connections })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>The answer; null when nobody confirmed it.</summary>
    private static async Task<string?> TryAsync(HttpClient client, Write write)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/townships/{write.Township}/officers") { Content = new StringContent($$"""{"name":"{{write.Key}}"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", write.Key);
        try
        {
            using var response = await client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode)
                return body;
            ((int)response.StatusCode).ShouldBe(503, body);
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<Dictionary<string, long>> CountAsync(string sql) =>
        (await database.RowsAsync(sql, reader => (reader.GetString(0), Convert.ToInt64(reader.GetValue(1))))).ToDictionary();
}
