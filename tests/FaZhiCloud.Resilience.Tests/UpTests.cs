using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FaZhiCloud.Testing;
using FaZhiCloud.Townships.Postgres;

namespace FaZhiCloud.Resilience.Tests;

public sealed partial class UpTests : IAsyncDisposable
{
    private static readonly TimeSpan FirstStart = TimeSpan.FromSeconds(120);

    private readonly string data = Directory.CreateTempSubdirectory("fazhi-up-").FullName;

    private string Postgres => Path.Combine(data, "postgres");

    [Fact]
    public async Task Up_is_ready_in_one_line_with_five_townships_and_keeps_everything_over_a_restart()
    {
        await RequirePostgresAsync();
        int first;
        await using (var up = ServerProcess.Start(["up", "--port", "0", "--data", data]))
        {
            var (url, line) = await ReadyAsync(up);
            line.ShouldContain("clerk");
            (await TownshipsAsync(url)).Count.ShouldBe(5);
            await WriteAsync(url, "李一");
            first = PostmasterOf();
            (await up.SignalAsync("TERM")).ShouldBeOneOf(0, 130, 143);
            up.Errors.ShouldBeEmpty();
        }

        Alive(first).ShouldBeFalse("TERM stops the PostgreSQL that up started");
        File.Exists(Path.Combine(Postgres, "postmaster.pid")).ShouldBeFalse();

        await using (var again = ServerProcess.Start(["up", "--port", "0", "--data", data]))
        {
            var (url, _) = await ReadyAsync(again);
            (await TownshipsAsync(url)).Count.ShouldBe(5);
            (await OfficersAsync(url)).ShouldContain("李一");
            (await again.SignalAsync("INT")).ShouldBeOneOf(0, 130);
        }

        File.Exists(Path.Combine(Postgres, "postmaster.pid")).ShouldBeFalse("INT stops it, too");
    }

    [Fact]
    public async Task After_kill_9_of_up_the_next_up_recovers_and_there_are_never_two_servers()
    {
        await RequirePostgresAsync();
        int orphan;
        await using (var up = ServerProcess.Start(["up", "--port", "0", "--data", data]))
        {
            var (url, _) = await ReadyAsync(up);
            await WriteAsync(url, "李二");
            orphan = PostmasterOf();
            await up.KillAsync();
        }

        await using var again = ServerProcess.Start(["up", "--port", "0", "--data", data]);
        var (address, _) = await ReadyAsync(again);
        (await OfficersAsync(address)).ShouldContain("李二");
        PostmasterOf().ShouldNotBe(orphan);
        Alive(orphan).ShouldBeFalse("the killed up's PostgreSQL was stopped first");

        // While it lives, a second one on the same data and one on the same port are refused.
        await RefusedAsync(["up", "--port", "0", "--data", data], $"{again.Id}");
        await RefusedAsync(["up", "--port", $"{address.Port}", "--data", Path.Combine(data, "other")], $"{address.Port}");
        Alive(PostmasterOf()).ShouldBeTrue("the refused ones left it alone");

        // Requests under way do not keep it from stopping PostgreSQL in the end.
        var written = new TaskCompletionSource();
        var busy = Task.Run(() => WriteUntilRefusedAsync(address, written));
        await written.Task;
        (await again.SignalAsync("TERM")).ShouldBeOneOf(0, 130, 143);
        await busy;
        File.Exists(Path.Combine(Postgres, "postmaster.pid")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_keeps_up_from_starting_is_said_in_one_sentence()
    {
        using var occupied = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        occupied.Start();
        var port = ((System.Net.IPEndPoint)occupied.LocalEndpoint).Port;
        var broken = Path.Combine(data, "broken");
        Directory.CreateDirectory(Path.Combine(broken, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(broken, "postgres", "PG_VERSION"), "no version\n");
        var foreign = Path.Combine(data, "foreign");
        Directory.CreateDirectory(Path.Combine(foreign, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(foreign, "postgres", "diary.txt"), "dear diary");
        var file = Path.Combine(data, "file");
        await File.WriteAllTextAsync(file, "");

        await RefusedAsync(["up", "--port", $"{port}", "--data", data], $"{port}");
        await RefusedAsync(["up", "--port", "70000", "--data", data], "--port");
        await RefusedAsync(["up", "--port", "0", "--data", broken], "PG_VERSION");
        await RefusedAsync(["up", "--port", "0", "--data", foreign], "PG_VERSION");
        await RefusedAsync(["up", "--port", "0", "--data", file], file);
        await RefusedAsync(["up", "--port", "0", "--data", data], "找不到 PostgreSQL", ("FAZHI_POSTGRES_BIN", data), ("PATH", "/nonexistent"));
        await RefusedAsync(["up", "--port", "0"], "连接失败", ("FAZHI_POSTGRES", "Host=127.0.0.1;Port=1;Username=u;Password=p;Database=d"));
        await RefusedAsync(["up", "--port", "0"], "FAZHI_POSTGRES", ("FAZHI_POSTGRES", "my database, please"));
        await RefusedAsync(["serve"], "FAZHI_POSTGRES");
        await RefusedAsync(["migrate"], "FAZHI_POSTGRES");
        await RefusedAsync(["migrate"], "连接失败", ("FAZHI_POSTGRES", "Host=127.0.0.1;Port=1;Username=u;Password=p;Database=d"));
    }

    public async ValueTask DisposeAsync()
    {
        await EmbeddedPostgres.DeleteAsync(Postgres);
        Directory.Delete(data, recursive: true);
    }

    private static async Task RefusedAsync(string[] arguments, string word, params (string Name, string? Value)[] environment)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(arguments, environment);
        var asked = string.Join(' ', arguments);
        code.ShouldBe(1, asked);
        errors.ShouldHaveSingleItem($"{asked} said {string.Join('\n', errors)}").ShouldContain(word);
        errors[0].ShouldNotContain("   at ");
        output.ShouldBeEmpty(asked);
    }

    private static async Task<(Uri Url, string Line)> ReadyAsync(ServerProcess up)
    {
        var line = await up.LineAsync("就绪", FirstStart);
        return (new Uri(Address().Match(line).Value), line);
    }

    private static async Task<List<JsonElement>> TownshipsAsync(Uri server)
    {
        using var client = await SignInAsync(server, "province");
        return [.. JsonDocument.Parse(await client.GetStringAsync(new Uri("api/v1/townships", UriKind.Relative))).RootElement.GetProperty("items").EnumerateArray()];
    }

    private static async Task<List<string>> OfficersAsync(Uri server)
    {
        using var client = await SignInAsync(server, "clerk");
        return [.. JsonDocument.Parse(await client.GetStringAsync(new Uri($"api/v1/townships/{await MineAsync(client)}/officers", UriKind.Relative))).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!)];
    }

    private static async Task WriteAsync(Uri server, string name)
    {
        using var client = await SignInAsync(server, "clerk");
        using var answer = await PostAsync(client, await MineAsync(client), name);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static async Task WriteUntilRefusedAsync(Uri server, TaskCompletionSource written)
    {
        using var client = await SignInAsync(server, "clerk");
        var township = await MineAsync(client);
        try
        {
            for (var i = 0; i < 100_000; i++)
            {
                (await PostAsync(client, township, $"王{i}")).Dispose();
                written.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // It has stopped listening.
        }
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string township, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/townships/{township}/officers") { Content = new StringContent($$"""{"name":"{{name}}"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return client.SendAsync(request);
    }

    private static async Task<string> MineAsync(HttpClient clerk) =>
        JsonDocument.Parse(await clerk.GetStringAsync(new Uri("api/v1/townships", UriKind.Relative))).RootElement.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString()!;

    private static async Task<HttpClient> SignInAsync(Uri server, string name)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        using var answer = await client.PostAsync(new Uri("api/v1/auth/token", UriKind.Relative), new StringContent($$"""{"userName":"{{name}}","password":"Fazhi-demo-2026"}""", Encoding.UTF8, "application/json"));
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JsonDocument.Parse(body).RootElement.GetProperty("accessToken").GetString());
        return client;
    }

    private int PostmasterOf() => int.Parse(File.ReadLines(Path.Combine(Postgres, "postmaster.pid")).First());

    /// <summary>A zombie, which a container without an init keeps, is not alive.</summary>
    private static bool Alive(int pid) => File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal);

    private static async Task RequirePostgresAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals and /proc");
        Assert.SkipWhen((await PostgresBinaries.FindAsync()).Count == 0, "PostgreSQL is not installed");
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Address();
}
