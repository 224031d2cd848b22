using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace FaZhiCloud.Architecture.Tests;

/// <summary>The arrows between the projects, read from the project files themselves.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    /// <summary>Who may refer to whom. A project that is missing here, or an arrow, fails.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["FaZhiCloud.Domain"] = [],
        ["FaZhiCloud.Townships"] = ["FaZhiCloud.Domain"],
        ["FaZhiCloud.Documents"] = ["FaZhiCloud.Domain"],
        ["FaZhiCloud.Scheduling"] = ["FaZhiCloud.Townships"],
        ["FaZhiCloud.Grains"] = ["FaZhiCloud.Townships"],
        ["FaZhiCloud.Silo"] = ["FaZhiCloud.Grains", "FaZhiCloud.Scheduling"],
        ["FaZhiCloud.Gateway"] = ["FaZhiCloud.Documents", "FaZhiCloud.Townships", "FaZhiCloud.Scheduling", "FaZhiCloud.Grains"],
    };

    /// <summary>The projects that know Orleans and Testcontainers: built only where those packages restore.</summary>
    private static readonly string[] Cluster = ["FaZhiCloud.Grains", "FaZhiCloud.Silo", "FaZhiCloud.Cluster.Tests"];

    [Fact]
    public void Projects_refer_to_each_other_along_the_arrows_only()
    {
        var found = Projects().Where(project => !project.IsTest).ToDictionary(project => project.Name, project => project.References("ProjectReference").Order().ToArray());
        found.Keys.Order().ShouldBe(Arrows.Keys.Order());
        foreach (var (name, references) in found)
            references.ShouldBe(Arrows[name].Order().ToArray(), name);
    }

    [Fact]
    public void The_domain_refers_to_no_package_and_no_framework_but_the_base_library()
    {
        var domain = Projects().Single(project => project.Name == "FaZhiCloud.Domain");
        domain.References("PackageReference").Concat(domain.References("FrameworkReference")).ShouldBeEmpty();
    }

    [Fact]
    public void The_domain_knows_no_clock_no_database_and_no_web()
    {
        foreach (var source in Sources("FaZhiCloud.Domain"))
        {
            foreach (var word in new[] { "TimeProvider", "Npgsql", "AspNetCore", "System.Net", "System.IO", "Environment." })
                source.Text.ShouldNotContain(word, Case.Sensitive, source.Path);
        }
    }

    [Fact]
    public void Nothing_outside_the_three_cluster_projects_uses_orleans_or_testcontainers()
    {
        foreach (var project in Projects().Where(project => !Cluster.Contains(project.Name)))
        {
            project.References("PackageReference").ShouldAllBe(package => !package.Contains("Orleans") && !package.Contains("Testcontainers"), project.Name);
            foreach (var source in Sources(project.Name).Where(source => !source.Path.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal)))
                source.Text.ShouldNotContain("using Orleans", Case.Sensitive, source.Path);
        }
    }

    [Fact]
    public void Package_versions_stand_in_one_file() =>
        Projects().ShouldAllBe(project => project.Xml.Descendants("PackageReference").All(package => package.Attribute("Version") == null));

    [Fact]
    public void The_top_level_is_the_house_and_nothing_else() =>
        Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.') && name is not ("bin" or "obj" or "TestResults")).Order()
            .ShouldBe(["gateway", "grains", "k8s", "silo", "tests"]);

    private static IEnumerable<Project> Projects() => Files("*.csproj").Select(file => new Project(Path.GetFileNameWithoutExtension(file), XDocument.Load(file)));

    private static IEnumerable<(string Path, string Text)> Sources(string project)
    {
        var folder = Path.GetDirectoryName(Files($"{project}.csproj").Single())!;
        return Files("*.cs").Where(file => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)).Select(file => (file, File.ReadAllText(file)));
    }

    private static IEnumerable<string> Files(string pattern) => new[] { "grains", "silo", "gateway", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    private static string FindRoot([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));

    private sealed record Project(string Name, XDocument Xml)
    {
        public bool IsTest => Name.EndsWith(".Tests", StringComparison.Ordinal) || Name == "FaZhiCloud.Bench";

        public IEnumerable<string> References(string kind) => Xml.Descendants(kind).Select(reference => reference.Attribute("Include")!.Value)
            .Select(include => kind == "ProjectReference" ? Path.GetFileNameWithoutExtension(include) : include);
    }
}
