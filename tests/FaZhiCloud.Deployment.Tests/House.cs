using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Npgsql;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>The repository as text: what the programs' sources say about their environment, routes and verbs.</summary>
internal static partial class House
{
    public static readonly string Root = FindRoot();

    private static readonly ConcurrentDictionary<string, string> Texts = new();

    private static readonly ConcurrentDictionary<string, IReadOnlySet<string>> Keys = new();

    private static readonly Lazy<byte[]> Npgsql = new(() => File.ReadAllBytes(typeof(NpgsqlConnection).Assembly.Location));

    /// <summary>The version that Directory.Build.props gives all programs.</summary>
    public static string Version => XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The sources of a project and of all projects it refers to, the cluster engine included.</summary>
    public static string Sources(string project) => Texts.GetOrAdd(project, static name => string.Join('\n', Closure(name).SelectMany(SourceFiles).Select(File.ReadAllText)));

    /// <summary>Names of a project and of all it refers to.</summary>
    public static IReadOnlyCollection<string> Closure(string project)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([project]);
        while (open.TryDequeue(out var name))
        {
            if (!found.Add(name))
                continue;
            foreach (var reference in XDocument.Load(ProjectFile(name)).Descendants("ProjectReference"))
                open.Enqueue(Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        }

        return found;
    }

    /// <summary>The environment variables that a program's sources ask for by name.</summary>
    public static IReadOnlySet<string> KeysReadBy(string project) => Keys.GetOrAdd(project, static name =>
    {
        var sources = Sources(name);
        var keys = EnvironmentKey().Matches(sources).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        // AddEnvironmentVariables("FAZHI_") makes FAZHI_A__B the setting A:B.
        if (sources.Contains("AddEnvironmentVariables(\"FAZHI_\")", StringComparison.Ordinal))
            keys.UnionWith(Setting().Matches(sources).Select(match => "FAZHI_" + match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)));
        return keys;
    });

    /// <summary>Whether Npgsql knows this word; .NET keeps string literals as UTF-16.</summary>
    public static bool NpgsqlKnows(string word) => Npgsql.Value.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0;

    public static string ProjectFile(string name) => new[] { "grains", "silo", "gateway" }.Select(folder => Path.Combine(Root, folder, name, $"{name}.csproj")).Single(File.Exists);

    private static IEnumerable<string> SourceFiles(string project) => Directory.EnumerateFiles(Path.GetDirectoryName(ProjectFile(project))!, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string FindRoot([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));

    [GeneratedRegex("\"((?:FAZHI|OTEL)_[A-Z_]*[A-Z])\"")]
    private static partial Regex EnvironmentKey();

    [GeneratedRegex("GetValue\\(\"([A-Za-z]+:[A-Za-z]+)\"")]
    private static partial Regex Setting();
}
