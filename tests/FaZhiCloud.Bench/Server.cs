using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
    public static Task<Server> GatewayAsync(House house) => StartAsync(house, port => ["FaZhiCloud.Gateway.dll", "serve", "--urls", Url(port)]);

    /// <summary>The plain API on EF Core.</summary>
    public static Task<Server> PlainAsync(House house) => StartAsync(house, port => ["FaZhiCloud.Bench.dll", PlainApi.Verb, Url(port)]);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static string Url(int port) => $"http://127.0.0.1:{port}";

    private static async Task<Server> StartAsync(House house, Func<int, string[]> arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", arguments(port)) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["FAZHI_POSTGRES"] = house.Owner;
        start.Environment["FAZHI_RateLimit__PerUserPerSecond"] = int.MaxValue.ToString(CultureInfo.InvariantCulture)[..9];
        var server = new Server(Process.Start(start)!, port);
        using var client = new HttpClient { BaseAddress = new Uri(Url(port)) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
