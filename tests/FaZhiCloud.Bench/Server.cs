using System.Diagnostics;
using System.Globalization;
using FaZhiCloud.Bench.Plain;

namespace FaZhiCloud.Bench;

/// <summary>A server in a process of its own, on loopback.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process process;

    private Server(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public int Id => process.Id;

    /// <summary>Resident memory, MB.</summary>
    public double Resident()
    {
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }

    /// <summary>The real gateway, with the limit of requests lifted.</summary>
    /// <param name="house">The database.</param>
    /// <param name="engine">embedded, orleans (a silo in its process) or client (of silos of their own).</param>
    public static Task<Server> GatewayAsync(House house, string engine = "embedded") =>
        StartAsync(house, port => ["FaZhiCloud.Gateway.dll", "serve", "--engine", engine, "--urls", Url(port)], ("FAZHI_CLUSTER", "single"), ("FAZHI_SILO_PORT", "0"), ("FAZHI_GATEWAY_PORT", "0"));

    /// <summary>A silo; its port is that of its probes.</summary>
    public static Task<Server> SiloAsync(House house, string program) =>
        StartAsync(house, _ => [program], port => ("FAZHI_ADMIN_URL", Url(port)), ("FAZHI_SILO_PORT", $"{FreePort()}"), ("FAZHI_GATEWAY_PORT", $"{FreePort()}"));

    /// <summary>The plain API on EF Core.</summary>
    public static Task<Server> PlainAsync(House house) => StartAsync(house, port => ["FaZhiCloud.Bench.dll", PlainApi.Verb, Url(port)]);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static string Url(int port) => $"http://127.0.0.1:{port}";

    private static Task<Server> StartAsync(House house, Func<int, string[]> arguments, params (string Name, string Value)[] environment) => StartAsync(house, arguments, _ => ("FAZHI_BENCH", "1"), environment);

    private static async Task<Server> StartAsync(House house, Func<int, string[]> arguments, Func<int, (string Name, string Value)> more, params (string Name, string Value)[] environment)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", arguments(port)) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["FAZHI_POSTGRES"] = house.Owner;
        start.Environment["FAZHI_RateLimit__PerUserPerSecond"] = int.MaxValue.ToString(CultureInfo.InvariantCulture)[..9];
        foreach (var (name, value) in environment.Append(more(port)))
            start.Environment[name] = value;
        var server = new Server(Process.Start(start)!, port);
        using var client = new HttpClient { BaseAddress = new Uri(Url(port)) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        server.Dispose();
        throw new InvalidOperationException($"{string.Join(' ', arguments(port))} did not answer within 60 s.");
    }

    private static int FreePort() => FaZhiCloud.Townships.Ports.Free();
}
