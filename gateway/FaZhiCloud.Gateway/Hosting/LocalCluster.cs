using System.Diagnostics;
using System.Globalization;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary>
/// A cluster on one machine, for seeing one at work: silos as processes, and a second gateway beside this one. A process that dies is
/// started again after a second, as an orchestrator would. All end with this process, however it ends: they hold the other end of a pipe.
/// </summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly List<Member> members = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Action<string> say;

    private LocalCluster(Action<string> say) => this.say = say;

    /// <summary>The URL of the other gateway.</summary>
    public string SecondGateway { get; private set; } = "";

    /// <exception cref="CannotStartException">The silo's program is not there, or a process did not become ready.</exception>
    public static async Task<LocalCluster> StartAsync(int silos, int secondPort, string database, Action<string> say, CancellationToken cancellationToken)
    {
        var program = Environment.GetEnvironmentVariable("FAZHI_SILO_PROGRAM") is { Length: > 0 } named && File.Exists(named) ? named
            : throw new CannotStartException("找不到 silo 程序，请用 ./fazhi up --silos 启动。| The silo's program was not found; start with ./fazhi up --silos.");
        var cluster = new LocalCluster(say);
        try
        {
            for (var i = 1; i <= silos; i++)
            {
                say($"启动 silo {i} …");
                cluster.Add($"silo {i}", [program], database, ("FAZHI_SILO_PORT", Free()), ("FAZHI_GATEWAY_PORT", Free()), ("FAZHI_ADMIN_URL", $"http://127.0.0.1:{Free()}"));
            }

            await cluster.ReadyAsync(cancellationToken);
            cluster.SecondGateway = $"http://127.0.0.1:{(secondPort == 0 ? Free() : secondPort.ToString(CultureInfo.InvariantCulture))}";
            say("启动第二个网关 …");
            cluster.Add("gateway 2", [Path.Combine(AppContext.BaseDirectory, "FaZhiCloud.Gateway.dll"), "serve", "--engine", "client", "--urls", cluster.SecondGateway], database);
            await cluster.ReadyAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks all to end in order, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(members.Select(member => member.StopAsync()));
        stopping.Dispose();
    }

    private void Add(string name, string[] command, string database, params IEnumerable<(string Name, string Value)> environment) =>
        members.Add(new(name, command, [("FAZHI_POSTGRES", database), ("FAZHI_PARENT", "stdin"), .. environment], say, stopping.Token));

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var member in members)
            await member.Ready.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    private static string Free() => Ports.Free().ToString(CultureInfo.InvariantCulture);

    /// <summary>One process that is kept running.</summary>
    private sealed class Member
    {
        private const int MostRestarts = 100;

        private readonly TaskCompletionSource ready = new();
        private readonly Task running;
        private readonly CancellationToken stopping;
        private readonly string name;
        private Process? process;

        public Member(string name, string[] command, (string Name, string Value)[] environment, Action<string> say, CancellationToken stopping)
        {
            (this.name, this.stopping) = (name, stopping);
            running = KeepRunningAsync(command, environment, say);
        }

        public Task Ready => ready.Task;

        public async Task StopAsync()
        {
            if (process is { HasExited: false })
                process.StandardInput.Close();
            await running;
        }

        private async Task KeepRunningAsync(string[] command, (string Name, string Value)[] environment, Action<string> say)
        {
            for (var start = 0; start < MostRestarts && !stopping.IsCancellationRequested; start++)
            {
                process = Start(command, environment, say);
                await process.WaitForExitAsync(CancellationToken.None);
                if (stopping.IsCancellationRequested)
                    return;
                if (!ready.Task.IsCompleted)
                {
                    ready.TrySetException(new CannotStartException($"{name} 未能启动，原因见上。| {name} did not start; see above."));
                    return;
                }

                say($"{name} 已退出（{process.ExitCode}），一秒后重新启动");
                await Task.Delay(TimeSpan.FromSeconds(1), stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        private Process Start(string[] command, (string Name, string Value)[] environment, Action<string> say)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, command) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (key, value) in environment)
                start.Environment[key] = value;
            var started = Process.Start(start)!;
            started.OutputDataReceived += (_, line) =>
            {
                if (line.Data?.StartsWith("就绪", StringComparison.Ordinal) == true)
                    ready.TrySetResult();
            };
            started.ErrorDataReceived += (_, line) =>
            {
                if (line.Data is { Length: > 0 } text)
                    say($"{name}: {text}");
            };
            started.BeginOutputReadLine();
            started.BeginErrorReadLine();
            return started;
        }
    }
}
