using System.Runtime.CompilerServices;
using System.Text;

namespace FaZhiCloud.Domain.Tests.Golden;

/// <summary>
/// What stands in journals must be readable for ever. Each type of event has a file with its form; a change of form shows here.
/// A new type: run once with GOLDEN=write, look at the file, commit it. An old file is never rewritten: its form lives in journals.
/// </summary>
public sealed class GoldenEventTests
{
    public static TheoryData<string> Names => [.. DomainJson.Events.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_is_written_and_read_as_its_golden_file_says(string name)
    {
        var sample = Samples.All.SingleOrDefault(happened => DomainJson.NameOf(happened) == name);
        sample.ShouldNotBeNull($"Samples.cs has no {name}");
        var written = Encoding.UTF8.GetString(DomainJson.Write(sample));
        var file = Path.Combine(Folder(), name + ".json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("GOLDEN") == "write")
            File.WriteAllText(file, written + "\n");
        File.Exists(file).ShouldBeTrue($"{name} has no golden file; run once with GOLDEN=write");
        var golden = File.ReadAllText(file).TrimEnd();

        written.ShouldBe(golden);
        Encoding.UTF8.GetString(DomainJson.Write(DomainJson.ReadEvent(name, Encoding.UTF8.GetBytes(golden)))).ShouldBe(golden);
    }

    [Fact]
    public void No_golden_file_is_left_without_its_event() =>
        Directory.EnumerateFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Except(DomainJson.Events.Keys).ShouldBeEmpty();

    private static string Folder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
