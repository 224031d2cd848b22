using System.Text.Json;

namespace FaZhiCloud.Domain.Tests.Seeds;

/// <summary>The five townships of the demo, read from the facts files that the product ships.</summary>
internal static class Demo
{
    public static readonly Moment Moment = new(new DateTimeOffset(2026, 1, 20, 9, 0, 0, TimeSpan.FromHours(8)), "clerk");

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<DemoTownship> Townships { get; } = JsonSerializer.Deserialize<List<DemoTownship>>(File.ReadAllText(Path.Combine(Folder, "demo.json")), DomainJson.Options)!;

    private static string Folder => Path.Combine(Root, "gateway", "FaZhiCloud.Gateway", "Demo");

    public static DemoTownship Township(string key) => Townships.Single(township => township.Key == key);

    /// <summary>A township's state after its facts file has been imported.</summary>
    public static TownshipState Imported(string key)
    {
        var facts = JsonSerializer.Deserialize<TownshipYearFacts>(File.ReadAllText(Path.Combine(Folder, Township(key).File)), DomainJson.Options)!;
        return Given(new ImportFacts(facts));
    }

    public static ReportDocument Report(string key) => Assemble(Imported(key), Township(key).Unit, Township(key).Year);

    public static ReportDocument Assemble(TownshipState state, Unit unit, int year) =>
        ReportAssembler.Assemble(state, new ReportRequest(year, new DateOnly(year, 12, 31), unit, ReportTemplate.Statutory));

    /// <summary>The state after some commands, each of which must be accepted.</summary>
    public static TownshipState Given(params Command[] commands)
    {
        var state = TownshipState.Empty;
        foreach (var command in commands)
        {
            var decision = Domain.Township.Decide(state, command, Moment);
            decision.Refusals.ShouldBeEmpty(string.Join('\n', decision.Refusals.Select(refusal => $"{refusal.Field}: {refusal.Zh}")));
            state = decision.Events.Aggregate(state, (before, happened) => Domain.Township.Apply(before, happened, Moment.Now, Moment.Actor));
        }

        return state;
    }

    /// <summary>The report as plain text, to be read aloud.</summary>
    public static string Text(ReportDocument report) => string.Join('\n',
    [
        .. report.Title, "", .. report.Addressee is { } addressee ? new[] { addressee + "：" } : [],
        .. report.Paragraphs.Select(paragraph => (paragraph.Level == 0 ? "　　" : "") + paragraph.Text),
        "", .. report.Issuers, "抄送：" + string.Join('、', report.CopiesTo),
    ]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FaZhiCloud.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("FaZhiCloud.sln was not found above the tests.");
    }
}

/// <summary>One line of demo.json.</summary>
internal sealed record DemoTownship(string File, int Year, string Name, UnitKind Kind, string County, string City, string Province, string Code)
{
    public string Key => File[..File.IndexOf('-', StringComparison.Ordinal)];

    public Unit Unit => new(Name, Kind, County, City, Province);
}
