using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;

namespace FaZhiCloud.Console.Tests;

/// <summary>The gateway as users start it, on a free port and a given database.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private GatewayProcess(Process process, int port) => (_process, Url) = (process, $"http://127.0.0.1:{port}");

    public string Url { get; }

    public static string Path { get; } = System.IO.Path.GetFullPath(Metadata("Gateway"));

    public static string Metadata(string key) =>
        typeof(GatewayProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<GatewayProcess> StartAsync(string database)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path, "up", "--port", $"{port}"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = System.IO.Path.GetTempPath() };
        start.Environment["FAZHI_POSTGRES"] = database;
        start.Environment["FAZHI_RateLimit__SignInsPerMinute"] = "1000";
        var gateway = new GatewayProcess(Process.Start(start)!, port);
        var ready = new TaskCompletionSource();
        void Hear(string? line)
        {
            gateway._said.Enqueue(line ?? "");
            if (line?.Contains("就绪 Ready", StringComparison.Ordinal) == true)
                ready.TrySetResult();
        }

        gateway._process.OutputDataReceived += (_, said) => Hear(said.Data);
        gateway._process.ErrorDataReceived += (_, said) => Hear(said.Data);
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, gateway._process.WaitForExitAsync(), Task.Delay(s_patience));
        if (first == ready.Task)
            return gateway;
        await gateway.DisposeAsync();
        throw new TimeoutException($"The gateway did not become ready within {s_patience.TotalSeconds} s. It said:\n{string.Join('\n', gateway._said)}");
    }

    /// <summary>A client of the API with the token of an account of the demo.</summary>
    public async Task<HttpClient> SignInAsync(string userName)
    {
        var client = new HttpClient { BaseAddress = new(Url) };
        var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password = Demo.Password });
        var signedIn = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.GetProperty("accessToken").GetString());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
