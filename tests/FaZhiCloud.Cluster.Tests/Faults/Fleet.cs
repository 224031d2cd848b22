using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Cluster.Tests.Faults;

/// <summary>A province large enough that an hour of writes leaves each township with a few hundred records.</summary>
public sealed class ManyTownships() : DurableDatabase(2_000);

/// <summary>Silos and gateways that can be hurt.</summary>
internal interface IFleet : IAsyncDisposable
{
    /// <summary>The gateways' addresses; they keep them, as a service in front of pods would.</summary>
    IReadOnlyList<Uri> Gateways { get; }

    int Silos { get; }

    /// <summary>What all members, those that are gone included, said that they should not have to say.</summary>
    IReadOnlyList<string> Failures { get; }

    Task StartAsync();

    Task StartSiloAsync(int i);

    Task StartGatewayAsync(int i);

    /// <summary>kill -9.</summary>
    Task KillSiloAsync(int i);

    Task KillGatewayAsync(int i);

    /// <summary>TERM, and waits for the end; answers the exit code.</summary>
    Task<int> EndSiloAsync(int i);

    Task<int> EndGatewayAsync(int i);

    /// <summary>Takes a silo away from the others without ending it: it freezes, or loses its network.</summary>
    Task LoseSiloAsync(int i);

    /// <summary>Gives it back. Where the others had given it up, it must notice that and end by itself; else it is ended here. Answers which it was.</summary>
    Task<bool> FindSiloAsync(int i);
}

/// <summary>Three silos and two gateways as processes over one database. A silo that is started again has new ports, as a pod has a new address.</summary>
internal sealed class ProcessFleet(DurableDatabase database) : IFleet
{
    private readonly ServerProcess?[] silos = new ServerProcess?[3];
    private readonly ServerProcess?[] gateways = new ServerProcess?[2];
    private readonly int[] siloPorts = new int[3];
    private readonly ConcurrentBag<ServerProcess> all = [];
    private readonly int[] ports = [ServerProcess.FreePort(), ServerProcess.FreePort()];

    public IReadOnlyList<Uri> Gateways => [.. ports.Select(port => new Uri($"http://127.0.0.1:{port}"))];

    public int Silos => silos.Length;

    public IReadOnlyList<string> Failures => [.. all.SelectMany(process => process.Output.Concat(process.Errors)).Where(line => line.StartsWith("fail: FaZhiCloud", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal) || line.Contains("Unhandled", StringComparison.Ordinal))];

    public async Task StartAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, silos.Length).Select(StartSiloAsync));
        await Task.WhenAll(Enumerable.Range(0, gateways.Length).Select(StartGatewayAsync));
    }

    public async Task StartSiloAsync(int i)
    {
        var (admin, port) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        siloPorts[i] = port;
        silos[i] = ServerProcess.StartProgram(Program("FaZhiCloud.Silo.dll", silos[i] is not null), [], ("FAZHI_POSTGRES", database.Connection), ("FAZHI_SILO_PORT", port.ToString(CultureInfo.InvariantCulture)), ("FAZHI_GATEWAY_PORT", "0"), ("FAZHI_ADMIN_URL", Url(admin)));
        all.Add(silos[i]!);
        await silos[i]!.ReadyAsync(new Uri(Url(admin)));
    }

    public async Task StartGatewayAsync(int i)
    {
        gateways[i] = ServerProcess.StartProgram(Program("FaZhiCloud.Gateway.dll", gateways[i] is not null), ["serve", "--engine", "client", "--urls", Url(ports[i])], ("FAZHI_POSTGRES", database.Connection), ("FAZHI_RateLimit__PerUserPerSecond", "1000000"));
        all.Add(gateways[i]!);
        await gateways[i]!.ReadyAsync(Gateways[i]);
    }

    public Task KillSiloAsync(int i) => silos[i]!.KillAsync();

    public Task KillGatewayAsync(int i) => gateways[i]!.KillAsync();

    public Task<int> EndSiloAsync(int i) => silos[i]!.SignalAsync("TERM");

    public Task<int> EndGatewayAsync(int i) => gateways[i]!.SignalAsync("TERM");

    /// <summary>FAZHI_OLD_PROGRAMS: a folder with the programs of another version. Members start from there and are replaced by this version's: an upgrade.</summary>
    private static string Program(string name, bool again) =>
        !again && Environment.GetEnvironmentVariable("FAZHI_OLD_PROGRAMS") is { Length: > 0 } old ? Path.Combine(old, name) : name;

    public Task LoseSiloAsync(int i) => silos[i]!.SendAsync("STOP");

    public async Task<bool> FindSiloAsync(int i)
    {
        var silo = silos[i]!;
        var givenUp = (await database.RowsAsync($"select status from silos where port = {siloPorts[i]}", row => row.GetInt32(0))).Contains(6);
        await silo.SendAsync("CONT");
        for (var waited = Stopwatch.StartNew(); givenUp && !silo.HasExited; await Task.Delay(100))
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), $"a silo that was given up ends itself; it said {string.Join('\n', silo.Output.Concat(silo.Errors).TakeLast(30))}");
        if (!givenUp)
            await silo.KillAsync();
        return givenUp;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in all)
            await member.DisposeAsync();
    }

    private static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

}
