using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>The images against the sources they are built from and the manifests that run them.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string Text = House.Read("k8s", "Dockerfile");

    [Theory]
    [InlineData("FaZhiCloud.Gateway")]
    [InlineData("FaZhiCloud.Silo")]
    public void Every_project_of_a_program_is_there_before_packages_are_restored(string program)
    {
        foreach (var project in House.Closure(program))
        {
            var folder = Path.GetRelativePath(House.Root, Path.GetDirectoryName(House.ProjectFile(project))!).Replace('\\', '/');
            Text.ShouldContain($"COPY {folder}/{project}.csproj {folder}/\n");
        }
    }

    [Theory]
    [InlineData("silo", "FaZhiCloud.Silo")]
    [InlineData("gateway", "FaZhiCloud.Gateway")]
    public void A_target_runs_its_program_and_declares_the_ports_of_its_container(string target, string program)
    {
        var stage = Stage(target);
        stage.ShouldContain($"ENTRYPOINT [\"dotnet\", \"/app/{program}.dll\"]");
        var container = Manifest(target).Items("spec/template/spec/containers").Single();
        Workload.ProgramOf(container).ShouldBe(program);
        Exposed().Match(stage).Groups[1].Value.Split(' ').ShouldBe(container.Items("ports").Select(port => port.Text("containerPort")!));
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    public void The_image_and_the_manifest_agree_on_the_user(string target)
    {
        var user = User().Match(Stage("base"));
        user.Success.ShouldBeTrue("the last stage names no numeric user");
        Manifest(target).Text("spec/template/spec/securityContext/runAsUser").ShouldBe(user.Groups[1].Value);
        Stage(target).ShouldNotContain("USER ");
    }

    [Fact]
    public void Every_image_from_outside_is_an_argument_that_names_a_version()
    {
        foreach (var (image, _) in Stages().Where(stage => !Stages().Any(other => other.Name == stage.Image)))
            image.ShouldMatch(@"^\$\{[A-Z]+_IMAGE\}$");
        foreach (var image in Default().Matches(Text).Select(match => match.Groups[1].Value))
            image.ShouldMatch(@":\d", $"{image} names no version");
    }

    [Fact]
    public void An_image_without_the_cluster_engine_cannot_be_built() =>
        Text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n').Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split("&&")).Where(command => command.Contains("dotnet restore", StringComparison.Ordinal) || command.Contains("dotnet publish", StringComparison.Ordinal))
            .ShouldAllBe(command => command.Contains("-p:Orleans=true"));

    [Fact]
    public void Nothing_that_is_copied_is_ignored()
    {
        var allowed = House.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToHashSet();
        var copied = Copied().Matches(Text).SelectMany(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipLast(1)).Distinct();
        foreach (var path in copied)
            allowed.ShouldContain(path.Split('/')[0], path);
    }

    private static IEnumerable<(string Image, string Name)> Stages() => From().Matches(Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string Stage(string name)
    {
        var start = From().Matches(Text).Single(match => match.Groups[2].Value == name).Index;
        var next = From().Match(Text, start + 1);
        return Text[start..(next.Success ? next.Index : Text.Length)];
    }

    private static JsonObject Manifest(string target) => Yaml.Documents(House.Read("k8s", "base", $"{target}.yaml")).First();

    [GeneratedRegex(@"(?m)^FROM (?:--platform=\S+ )?(\S+) AS (\S+)")]
    private static partial Regex From();

    [GeneratedRegex(@"(?m)^EXPOSE (.+)$")]
    private static partial Regex Exposed();

    [GeneratedRegex(@"(?m)^USER (\d+):\d+$")]
    private static partial Regex User();

    [GeneratedRegex(@"(?m)^ARG [A-Z]+_IMAGE=(\S+)$")]
    private static partial Regex Default();

    [GeneratedRegex(@"(?m)^COPY (?!--from)(.+)$")]
    private static partial Regex Copied();
}
