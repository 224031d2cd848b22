using System.Text.RegularExpressions;
using FaZhiCloud.Deployment.Tests.Checks;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>k8s/README.md says what is so: every setting, every secret, every step.</summary>
public sealed partial class ReadmeTests
{
    /// <summary>Of <c>up</c> on one machine; they steer processes that it starts, nobody sets them on a cluster.</summary>
    private static readonly string[] OfUp = ["FAZHI_PARENT", "FAZHI_SILO_PROGRAM", "FAZHI_POSTGRES_BIN"];

    private static readonly string Readme = House.Read("k8s", "README.md");

    [Theory]
    [InlineData("FaZhiCloud.Gateway")]
    [InlineData("FaZhiCloud.Silo")]
    public void Every_setting_that_a_program_reads_has_its_line_in_the_table(string program)
    {
        var lines = TableKey().Matches(Readme).Select(match => match.Groups[1].Value).ToHashSet();
        House.KeysReadBy(program).Except(OfUp).Except(lines).ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_that_is_named_is_read() =>
        AnyKey().Matches(Readme).Select(match => match.Value).Distinct().Except(House.KeysReadBy("FaZhiCloud.Gateway")).Except(House.KeysReadBy("FaZhiCloud.Silo")).ShouldBeEmpty();

    [Fact]
    public void Every_secret_that_is_made_by_hand_has_its_command()
    {
        foreach (var secret in References.MadeByHand)
            Readme.ShouldMatch($@"create secret (generic|tls) {secret}\s");
    }

    [Fact]
    public void Every_role_that_migrations_need_is_made_by_the_commands_for_a_server_of_ones_own()
    {
        foreach (var role in Roles.OfMigrator())
            Readme.ShouldContain($"create role {role} nologin;");
        Readme.ShouldContain($"grant {string.Join(", ", Roles.OfMigrator())} to fazhi;");
    }

    [Fact]
    public void The_steps_are_applied_in_order() => Step().Matches(Readme).Select(match => match.Groups[1].Value).ShouldBe(Steps.InOrder);

    [Fact]
    public void Files_that_it_sends_the_reader_to_are_there()
    {
        foreach (var file in File().Matches(Readme).Select(match => match.Groups[1].Value).Distinct())
            new[] { "", "overlays/prod" }.ShouldContain(folder => System.IO.File.Exists(Path.Combine(House.Root, "k8s", folder, file)), file);
    }

    [GeneratedRegex(@"(?m)^\| `([A-Z][A-Za-z_]+)`")]
    private static partial Regex TableKey();

    [GeneratedRegex(@"\b(?:FAZHI|OTEL)_[A-Za-z_]*[A-Za-z]\b")]
    private static partial Regex AnyKey();

    [GeneratedRegex(@"(?m)^step (\w+)")]
    private static partial Regex Step();

    [GeneratedRegex(@"`((?:base/|overlays/prod/)?[a-z-]+\.yaml)`")]
    private static partial Regex File();
}
