using System.Text.Json;

namespace FaZhiCloud.Domain.Tests.Seeds;

/// <summary>
/// The main job: every figure and named fact of a real township's year comes out of the assembled report with the same value and qualifier,
/// and leads to the records behind it. What is expected stands in tests/data/expected, row by row of the fact inventory.
/// </summary>
public sealed class FactsComeBackTests(ITestOutputHelper output)
{
    public static TheoryData<string> Townships => [.. Demo.Townships.Select(township => township.Key)];

    [Theory, MemberData(nameof(Townships))]
    public void Every_fact_of_the_seed_stands_in_the_report_and_leads_to_its_records(string township)
    {
        var state = Demo.Imported(township);
        var report = Demo.Assemble(state, Demo.Township(township).Unit, Demo.Township(township).Year);
        var found = Expected(township).Select(row => (Row: row, Trace: Find(report, row))).ToList();
        var traced = found.Where(pair => pair.Trace is { Sources.Count: > 0 } trace && trace.Sources.All(source => state.Find(source.RecordId) is { Void: null } record && record.Version == source.Version)).ToList();

        output.WriteLine($"{Demo.Township(township).Name} {Demo.Township(township).Year}: {found.Count} facts, {found.Count(pair => pair.Trace is not null)} present, {traced.Count} traced");
        foreach (var inventory in found.GroupBy(pair => pair.Row.Row))
            output.WriteLine($"  {inventory.Key,-5} {inventory.Count(),3} {inventory.Count(pair => pair.Trace is not null),3} {inventory.Count(traced.Contains),3}  {string.Join(' ', inventory.Select(pair => pair.Trace?.Text is { Length: < 20 } text ? text : pair.Row.Fact ?? pair.Row.Phrase ?? pair.Row.Text))}");

        found.Where(pair => pair.Trace is null).Select(pair => pair.Row.ToString()).ShouldBeEmpty();
        found.Except(traced).Select(pair => pair.Row.ToString()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Townships))]
    public void Every_figure_of_the_report_says_what_each_record_adds(string township)
    {
        foreach (var trace in Demo.Report(township).Traces.Where(trace => trace.Value is not null))
            trace.Sources.ShouldAllBe(source => source.Contribution != null, trace.Key);
    }

    [Theory, MemberData(nameof(Townships))]
    public void Every_tally_names_where_its_count_comes_from(string township)
    {
        foreach (var trace in Demo.Report(township).Traces.Where(trace => trace.Value is not null))
            trace.Sources.Where(source => source.Area is "ledgers" or "study-sessions" or "enforcement-force").ShouldAllBe(source => source.Note != null, trace.Key);
    }

    [Theory, MemberData(nameof(Townships))]
    public void Assembling_twice_gives_the_same_report_to_the_byte(string township) =>
        JsonSerializer.Serialize(Demo.Report(township), DomainJson.Options).ShouldBe(JsonSerializer.Serialize(Demo.Report(township), DomainJson.Options));

    [Theory, MemberData(nameof(Townships))]
    public void No_figure_is_printed_that_is_not_traced(string township)
    {
        foreach (var run in Demo.Report(township).Paragraphs.Where(paragraph => paragraph.Level == 0 && paragraph.Place != "opening").SelectMany(paragraph => paragraph.Runs).Where(run => run is { Trace: null, Gap: false }))
            run.Text.Replace("12345热线", "", StringComparison.Ordinal).Any(char.IsAsciiDigit).ShouldBeFalse(run.Text);
    }

    private static Trace? Find(ReportDocument report, ExpectedFact row)
    {
        var printed = report.Paragraphs.SelectMany(paragraph => paragraph.Runs).Where(run => run.Trace is not null);
        if (row.Key is null)
            return printed.FirstOrDefault(run => row.Fact is { } fact ? run.Text == fact : run.Text.Contains(row.Phrase!, StringComparison.Ordinal)) is { } run ? report.Traces.Single(trace => trace.Id == run.Trace) : null;
        var trace = report.Traces.FirstOrDefault(trace => trace.Key == row.Key);
        return trace is not null && trace.Value == row.Value && trace.Qualifier == row.Qualifier && trace.Unit == row.Unit && trace.Text == row.Text
            && printed.Any(run => run.Trace == trace.Id && run.Text == row.Text) ? trace : null;
    }

    private static List<ExpectedFact> Expected(string township) =>
        JsonSerializer.Deserialize<List<ExpectedFact>>(File.ReadAllText(Path.Combine(Demo.Root, "tests", "data", "expected", $"{township}.json")), DomainJson.Options)!;

    /// <summary>A row of the expectation: a named fact, a phrase within a recorded text, or a figure with its key, value, qualifier and unit.</summary>
    private sealed record ExpectedFact(string Row, string? Fact = null, string? Phrase = null, string? What = null, string? Key = null, string? Text = null, decimal? Value = null, Qualifier? Qualifier = null, string? Unit = null);
}
