using System.Globalization;

namespace FaZhiCloud.Bench;

/// <summary>What one way of doing it reached in one round.</summary>
/// <param name="Value">The measure that ratios are taken of.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Cpu">Processor time a request in µs, of the server and of PostgreSQL; 0 where it was not measured.</param>
internal sealed record Sample(double Value, double P50, double P99, double Cpu = 0)
{
    /// <summary>Of single durations in milliseconds.</summary>
    public static Sample OfDurations(List<double> milliseconds)
    {
        milliseconds.Sort();
        var p50 = milliseconds[milliseconds.Count / 2];
        return new(p50, p50, milliseconds[milliseconds.Count * 99 / 100]);
    }

    /// <summary>Of requests that were answered within a time.</summary>
    public static Sample OfRequests(IEnumerable<List<double>> milliseconds, TimeSpan elapsed, double cpuSeconds)
    {
        var all = milliseconds.SelectMany(some => some).ToList();
        return OfDurations(all) with { Value = all.Count / elapsed.TotalSeconds, Cpu = cpuSeconds * 1e6 / all.Count };
    }
}

/// <summary>Runs several ways of doing the same thing in turns, A B C A B C …, and prints them side by side.</summary>
internal sealed class Rounds(string title, string unit)
{
    private readonly List<(string Name, Func<TimeSpan, Task<Sample>> Run)> ways = [];
    private readonly List<(string Of, string To, string Aim)> ratios = [];

    public Rounds Way(string name, Func<TimeSpan, Task<Sample>> run)
    {
        ways.Add((name, run));
        return this;
    }

    /// <summary>A ratio to print, and what it is meant to be.</summary>
    public Rounds Ratio(string of, string to, string aim = "")
    {
        ratios.Add((of, to, aim));
        return this;
    }

    public async Task RunAsync(int rounds, TimeSpan each, TimeSpan warmUp)
    {
        Console.WriteLine($"\n── {title} ──");
        foreach (var way in ways)
            await WarmUpAsync(way.Run, warmUp);
        var samples = ways.ToDictionary(way => way.Name, _ => new List<Sample>(), StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, run) in ways)
                samples[name].Add(await run(each));
        }

        Console.WriteLine($"{Pad("", 52)}{unit,12}{"min–max",20}{"p50 ms",10}{"p99 ms",10}{"CPU µs",10}");
        foreach (var (name, found) in samples)
        {
            Console.WriteLine($"{Pad(name, 52)}{Show(Median(found.Select(s => s.Value))),12}{$"{Show(found.Min(s => s.Value))}–{Show(found.Max(s => s.Value))}",20}"
                + $"{Show(Median(found.Select(s => s.P50))),10}{Show(Median(found.Select(s => s.P99))),10}{(found[0].Cpu > 0 ? Show(Median(found.Select(s => s.Cpu))) : ""),10}");
        }

        foreach (var (of, to, aim) in ratios)
        {
            var found = samples[of].Zip(samples[to], (a, b) => a.Value / b.Value).ToList();
            Console.WriteLine($"  {of} / {to} = {Median(found):0.00}  ({found.Min():0.00}–{found.Max():0.00}){(aim.Length > 0 ? $"  目标 aim {aim}" : "")}");
        }
    }

    /// <summary>A crowded machine takes long to compile the hot path: at least so long, and until 20,000 requests or four times as long.</summary>
    private static async Task WarmUpAsync(Func<TimeSpan, Task<Sample>> run, TimeSpan warmUp)
    {
        var done = 0.0;
        for (var time = TimeSpan.Zero; time < warmUp || (done < 20_000 && time < warmUp * 4); time += warmUp)
            done += (await run(warmUp)).Value * warmUp.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Show(double value) => value.ToString(value >= 100 ? "#,0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>Chinese characters take two columns.</summary>
    private static string Pad(string text, int columns) => text + new string(' ', Math.Max(1, columns - text.Sum(c => c > 0x2e80 ? 2 : 1)));
}
