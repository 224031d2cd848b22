using System.Collections.Concurrent;
using System.Diagnostics;

namespace FaZhiCloud.Testing;

/// <summary>A program of ours, the gateway unless said otherwise, as a process of its own, with what it said.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    private const string GatewayProgram = "FaZhiCloud.Gateway.dll";

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> complained = new();
    private readonly TaskCompletionSource outputEnded = new(), errorEnded = new();

    private ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data, said, outputEnded);
        process.ErrorDataReceived += (_, line) => Take(line.Data, complained, errorEnded);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Lines on stderr that are no progress.</summary>
    public IReadOnlyList<string> Errors => [.. complained.Where(line => line.Length > 0 && line[0] != '[')];

    public IReadOnlyList<string> Output => [.. said];

    public int Id => process.Id;

    /// <summary>Starts it; environment variables whose value is null are taken away.</summary>
    public static ServerProcess Start(IEnumerable<string> arguments, params (string Name, string? Value)[] environment) => StartProgram(GatewayProgram, arguments, environment);

    /// <inheritdoc cref="Start"/>
    public static ServerProcess StartProgram(string program, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : Dotnet(), [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in new[] { "FAZHI_POSTGRES", "FAZHI_POSTGRES_BIN" })
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)> RunAsync(IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        await using var run = Start(arguments, environment);
        var code = await run.ExitAsync(TimeSpan.FromSeconds(60));
        return (code, run.Output, run.Errors);
    }

    public async Task<string> LineAsync(string beginning, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        while (said.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)) is var line)
        {
            if (line is not null)
                return line;
            process.HasExited.ShouldBeFalse($"it ended instead of saying '{beginning}': {string.Join('\n', complained)}");
            clock.Elapsed.ShouldBeLessThan(within, $"waited for the line '{beginning}…'; it said {string.Join('\n', complained)}");
            await Task.Delay(30);
        }

        throw new InvalidOperationException("unreachable");
    }

    /// <summary>Waits until it serves.</summary>
    public async Task ReadyAsync(Uri server)
    {
        var clock = Stopwatch.StartNew();
        while (!await IsReadyAsync(server))
        {
            process.HasExited.ShouldBeFalse($"it ended instead of serving: {string.Join('\n', complained)}");
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), $"waited for {server} to be ready");
            await Task.Delay(30);
        }
    }

    /// <summary>kill -9: no goodbye.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await ExitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>TERM or INT, as an administrator or Ctrl-C sends it.</summary>
    public async Task<int> SignalAsync(string signal)
    {
        await SendAsync(signal);
        return await ExitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>A signal that need not end it, such as STOP and CONT.</summary>
    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public bool HasExited => process.HasExited;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    public static int FreePort() => FaZhiCloud.Townships.Ports.Free();

    private async Task<int> ExitAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            // Not WaitForExitAsync alone: a server that outlives its parent keeps the pipes open.
            while (!process.HasExited)
                await Task.Delay(20, limit.Token);
            await Task.WhenAny(Task.WhenAll(outputEnded.Task, errorEnded.Task), Task.Delay(1_000, CancellationToken.None));
            return process.ExitCode;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"the gateway should have ended within {within.TotalSeconds} s; it said {string.Join('\n', said.Concat(complained))}", e);
        }
    }

    private static async Task<bool> IsReadyAsync(Uri server)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(server, "/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Dotnet() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    private static void Take(string? line, ConcurrentQueue<string> into, TaskCompletionSource ended)
    {
        if (line is null)
            ended.TrySetResult();
        else
            into.Enqueue(line);
    }
}
