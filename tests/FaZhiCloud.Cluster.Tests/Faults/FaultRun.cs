using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Cluster.Tests.Faults;

/// <summary>Load on a fleet, faults in it, and the check of everything that the clients saw.</summary>
internal sealed class FaultRun(ProvinceDatabase database, IFleet fleet, ITestOutputHelper output, string name)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<(string Kind, TimeSpan At, TimeSpan Until)> faults = [];

    /// <summary>
    /// Faults at a steady pace: mostly kills; PostgreSQL restarts at a third and two thirds; a silo is lost in the middle for
    /// <paramref name="freeze"/> periods and comes back; every fifth is an orderly end.
    /// </summary>
    public async Task HurtAsync(int count, TimeSpan every, int freeze)
    {
        var random = new Random(count);
        var load = await UnderLoadAsync(async load =>
        {
            for (var i = 0; i < count; i++)
            {
                var begun = clock.Elapsed;
                await FaultAsync(i, count, every * freeze, random);
                if (begun + every - clock.Elapsed is { Ticks: > 0 } rest)
                    await Task.Delay(rest);
                if (i % 20 == 19)
                    Report(load, "running");
            }
        });
        load.Wrong.ShouldBeEmpty();
    }

    /// <summary>Replaces every member in order, as an upgrade does.</summary>
    public async Task RollAsync()
    {
        var load = await UnderLoadAsync(async _ =>
        {
            for (var i = 0; i < fleet.Silos; i++)
                await ReplaceAsync("TERM silo", i, async silo => (await fleet.EndSiloAsync(silo)).ShouldBe(0), fleet.StartSiloAsync);
            for (var i = 0; i < fleet.Gateways.Count; i++)
                await ReplaceAsync("TERM gateway", i, async gateway => (await fleet.EndGatewayAsync(gateway)).ShouldBe(0), fleet.StartGatewayAsync);
        });
        load.Wrong.ShouldBeEmpty();
        load.Acts.Max(act => act.Tries).ShouldBeLessThanOrEqualTo(3);
    }

    public static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : usual;

    private async Task<Load> UnderLoadAsync(Func<Load, Task> hurt)
    {
        await fleet.StartAsync();
        var load = new Load(database, fleet.Gateways, await database.TokenAsync(), clock);
        using var stop = new CancellationTokenSource();
        var clerks = load.RunAsync(name, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(3));
        await hurt(load);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await clerks;
        var writes = await load.CheckAsync(name);
        Report(load, $"{writes} acknowledged writes, each there once; {load.Acts.Count - writes} reads, none stale; most tries of a request {load.Acts.Max(act => act.Tries)}");
        return load;
    }

    private Task FaultAsync(int i, int count, TimeSpan lost, Random random) => i switch
    {
        _ when i == count / 3 || i == count * 2 / 3 => TimedAsync("restart PostgreSQL", database.RestartAsync),
        _ when i == count / 2 => LoseAsync(random.Next(fleet.Silos), lost),
        _ when i % 5 == 4 && random.Next(2) == 0 => ReplaceAsync("TERM silo", random.Next(fleet.Silos), fleet.EndSiloAsync, fleet.StartSiloAsync),
        _ when i % 5 == 4 => ReplaceAsync("TERM gateway", random.Next(fleet.Gateways.Count), fleet.EndGatewayAsync, fleet.StartGatewayAsync),
        _ when random.Next(fleet.Silos + fleet.Gateways.Count) < fleet.Silos => ReplaceAsync("KILL silo", random.Next(fleet.Silos), fleet.KillSiloAsync, fleet.StartSiloAsync),
        _ => ReplaceAsync("KILL gateway", random.Next(fleet.Gateways.Count), fleet.KillGatewayAsync, fleet.StartGatewayAsync),
    };

    private async Task ReplaceAsync(string kind, int which, Func<int, Task> end, Func<int, Task> start)
    {
        await TimedAsync(kind, () => end(which));
        await Task.Delay(TimeSpan.FromSeconds(1));
        // After an orderly end nothing of it is left: what clients wait for from now on is the new process' start on a busy machine.
        if (kind.StartsWith("TERM", StringComparison.Ordinal))
            await TimedAsync($"{kind}, start again", () => start(which));
        else
            await start(which);
    }

    private async Task LoseAsync(int silo, TimeSpan lost)
    {
        await TimedAsync($"lose silo for {lost.TotalSeconds:0} s", () => fleet.LoseSiloAsync(silo));
        await Task.Delay(lost);
        var givenUp = false;
        await TimedAsync("find silo again", async () => givenUp = await fleet.FindSiloAsync(silo));
        output.WriteLine($"the lost silo had {(givenUp ? "" : "not ")}been given up when it came back");
        await fleet.StartSiloAsync(silo);
    }

    private async Task TimedAsync(string kind, Func<Task> fault)
    {
        var at = clock.Elapsed;
        await fault();
        lock (faults)
            faults.Add((kind, at, clock.Elapsed));
    }

    /// <summary>An outage is the longest that a request under way at the fault, or begun until the next one, waited for its answer, its client's retries included.</summary>
    private void Report(Load load, string state)
    {
        var acts = load.Acts;
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{state}; {acts.Count(act => act.Key is not null) / clock.Elapsed.TotalSeconds:0} writes/s; {faults.Count} faults\n"));
        if (faults.Count > 0)
        {
            var slowest = acts.MaxBy(act => act.Waited)!;
            var (kind, at, _) = faults.LastOrDefault(fault => fault.At <= slowest.End, faults[0]);
            table.Append(CultureInfo.InvariantCulture, $"slowest: {slowest.Waited.TotalMilliseconds:0} ms in {slowest.Tries} tries, begun {(slowest.Start - at).TotalMilliseconds:0} ms after {kind}\n");
        }

        var outages = faults.Select((fault, i) => (fault.Kind, Milliseconds: Longest(acts, fault.At, i + 1 < faults.Count ? faults[i + 1].At : TimeSpan.MaxValue))).ToList();
        foreach (var group in outages.GroupBy(outage => outage.Kind).Append(outages.GroupBy(_ => "all").Single()))
        {
            var sorted = group.Select(outage => outage.Milliseconds).Order().ToList();
            table.Append(CultureInfo.InvariantCulture, $"{group.Key,-24} {sorted.Count,4} ×  outage ms: median {sorted[sorted.Count / 2],7:0}  p95 {sorted[(int)(sorted.Count * 0.95)],7:0}  max {sorted[^1],7:0}\n");
        }

        var waits = acts.Select(act => act.Waited.TotalMilliseconds).Order().ToList();
        table.Append(CultureInfo.InvariantCulture, $"requests {waits.Count}: p50 {waits[waits.Count / 2]:0.0} ms, p99 {waits[(int)(waits.Count * 0.99)]:0.0} ms; asked again: {string.Join(", ", load.Troubles.Select(trouble => $"{trouble.Value} × {trouble.Key}"))}\n");
        foreach (var failure in fleet.Failures.Select(line => line.Length > 300 ? line[..300] : line).GroupBy(Kind).Take(20))
            table.Append(CultureInfo.InvariantCulture, $"SAID {failure.Count()} ×: {failure.First()}\n");
        foreach (var wrong in load.Wrong.Take(10))
            table.Append(CultureInfo.InvariantCulture, $"WRONG: {wrong}\n");
        if (Environment.GetEnvironmentVariable("FAZHI_FAULT_REPORT") is { Length: > 0 } file)
            File.WriteAllText(file, table.ToString());
        if (state != "running")
            output.WriteLine(table.ToString());
    }

    /// <summary>A line of a log without what differs from one to the next.</summary>
    private static string Kind(string line) => new([.. Regex.Replace(line, "00-[0-9a-f]{32}-[0-9a-f]{16}-00|[0-9a-f-]{36}", "…").Take(500)]);

    private static double Longest(IReadOnlyList<Act> acts, TimeSpan from, TimeSpan until) =>
        acts.Where(act => act.End >= from && act.Start < until).Select(act => (act.End - (act.Start > from ? act.Start : from)).TotalMilliseconds).DefaultIfEmpty().Max();
}
