using System.Globalization;

namespace FaZhiCloud.Bench;

/// <summary>
/// Processor time of a server and of PostgreSQL, out of Linux' /proc: on a machine that is shared, time taken says more than
/// time passed. Elsewhere it is 0 and is not printed.
/// </summary>
internal static class Cpu
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that processes and PostgreSQL with its backends have used so far.</summary>
    public static double Seconds(int postgres, params ReadOnlySpan<int> processes)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var ticks = 0.0;
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var id) || Fields(directory) is not { } fields)
                continue;
            if (processes.Contains(id) || id == postgres || int.Parse(fields[1], CultureInfo.InvariantCulture) == postgres)
                ticks += double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>What follows the name in /proc/N/stat: state, parent …; null for a process that has just ended.</summary>
    private static string[]? Fields(string directory)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(directory, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
