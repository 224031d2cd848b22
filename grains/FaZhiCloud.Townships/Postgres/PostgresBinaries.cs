using System.Globalization;
using System.Text.RegularExpressions;

namespace FaZhiCloud.Townships.Postgres;

/// <summary>One installed PostgreSQL server: the directory with postgres, initdb and pg_ctl, and its major version.</summary>
public sealed partial record PostgresBinaries(string Directory, int Major)
{
    /// <summary>The oldest major version that the product runs on.</summary>
    public const int OldestMajor = 14;

    internal string PathOf(string tool) => Path.Combine(Directory, Executable(tool));

    /// <summary>
    /// Every usable server of this machine: those on PATH in its order, then the newest of the usual places;
    /// or the one in the directory that the environment variable FAZHI_POSTGRES_BIN names, and no other.
    /// Empty when PostgreSQL is not installed.
    /// </summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> FindAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable("FAZHI_POSTGRES_BIN") is { Length: > 0 } only)
            return [.. (await ProbeAsync([only], cancellationToken)).Where(b => b.Major >= OldestMajor)];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = await ProbeAsync(onPath, cancellationToken);
        var elsewhere = await ProbeAsync(UsualPlaces(), cancellationToken);
        return [.. found.Concat(elsewhere.OrderByDescending(b => b.Major)).DistinctBy(b => b.Directory).Where(b => b.Major >= OldestMajor)];
    }

    /// <summary>The server that can open the data of <paramref name="dataMajor"/>, or the preferred one for new data.</summary>
    internal static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> installed, string dataDirectory, int? dataMajor)
    {
        if (installed.Count == 0)
            throw PostgresUnavailableException.NotInstalled();
        if (dataMajor is null)
            return installed[0];
        return installed.FirstOrDefault(b => b.Major == dataMajor)
            ?? throw PostgresUnavailableException.WrongVersion(
                dataDirectory, dataMajor.Value, string.Join(", ", installed.Select(b => b.Major.ToString(CultureInfo.InvariantCulture)).Distinct()));
    }

    private static IEnumerable<string> UsualPlaces()
    {
        string[] patterns = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL", "*", "bin")]
            :
            [
                "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin", "/usr/lib/postgresql/bin",
                "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/Applications/Postgres.app/Contents/Versions/*/bin",
            ];
        return patterns.SelectMany(Expand);
    }

    /// <summary>Expands the one path segment that holds an asterisk.</summary>
    private static IEnumerable<string> Expand(string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
            return [pattern];
        var starred = Path.GetDirectoryName(pattern)!;
        var root = Path.GetDirectoryName(starred)!;
        return System.IO.Directory.Exists(root)
            ? System.IO.Directory.EnumerateDirectories(root, Path.GetFileName(starred)).Select(d => Path.Combine(d, Path.GetFileName(pattern)))
            : [];
    }

    private static async Task<List<PostgresBinaries>> ProbeAsync(IEnumerable<string> directories, CancellationToken cancellationToken)
    {
        var found = new List<PostgresBinaries>();
        foreach (var directory in directories.Select(Resolve).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var answer = await Tool.RunAsync(Path.Combine(directory, Executable("postgres")), ["--version"], cancellationToken: cancellationToken);
            if (Version().Match(answer.Output) is { Success: true } match)
                found.Add(new(directory, int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture)));
        }

        return found;
    }

    /// <summary>PATH may hold links: the directory they lead to is the one with all the tools.</summary>
    private static string? Resolve(string directory)
    {
        var postgres = new FileInfo(Path.Combine(directory, Executable("postgres")));
        if (!postgres.Exists)
            return null;
        var real = Path.GetDirectoryName(postgres.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? postgres.FullName)!;
        return new[] { "initdb", "pg_ctl" }.All(tool => File.Exists(Path.Combine(real, Executable(tool)))) ? real : null;
    }

    private static string Executable(string tool) => OperatingSystem.IsWindows() ? tool + ".exe" : tool;

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
