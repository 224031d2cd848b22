using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Hosting;

namespace FaZhiCloud.Bench;

/// <summary>The years that townships have on record in the benches.</summary>
internal static class Facts
{
    public const int Year = 2023;

    public const string LedgerBody = """{"on":"2023-12-04","title":"国家宪法日集中宣传","fields":{"form":"campaign","days":["12.4"],"materials":"2000余","people":300}}""";

    /// <summary>One of the five facts files of the demo.</summary>
    public static TownshipYearFacts Demo(int i) => DemoData.Facts(DemoData.Townships()[i]);

    /// <summary>A demo file with a plan of 12 items and 40 sessions.</summary>
    public static TownshipYearFacts Busy(int i) => Demo(i) with
    {
        StudyPlan = [.. Enumerable.Range(1, 12).Select(month => new StudyPlanItemFacts(Month(month), StudyKind.LeadershipStudy, $"第{month}次学法"))],
        StudySessions = [.. Enumerable.Range(0, 40).Select(Session)],
    };

    /// <summary>A made-up year of 500 records, most of them entries of a day.</summary>
    public static TownshipYearFacts FiveHundred() => Demo(1) with
    {
        StudySessions = [.. Enumerable.Range(0, 180).Select(Session)],
        Ledgers = new Dictionary<string, IReadOnlyList<LedgerEntryFacts>>(StringComparer.Ordinal) { ["publicity"] = [.. Enumerable.Range(0, 190).Select(Publicity).Take(190)], ["inspections"] = [] },
        Officers = [.. Enumerable.Range(0, 60).Select(i => new OfficerFacts($"李{i}"))],
        Certificates = [.. Enumerable.Range(0, 60).Select(i => new ImportedCertificate($"李{i}", $"川N{i:00000000}", new(Year - 1, 5, 1), new(Year + 4, 4, 30)))],
    };

    private static StudySessionFacts Session(int i) => new(
        Day(i), (StudyKind)(i % 8), Topics: [$"专题{i % 20}"], Laws: ["宪法", "民法典"], Attendance: 20 + i, Host: "党委书记");

    private static LedgerEntryFacts Publicity(int i) => new(
        Day(i),
        new Dictionary<string, FieldValue>(StringComparer.Ordinal)
        {
            ["form"] = FieldValue.Of(new[] { "daily", "campaign", "outreach", "culture" }[i % 4]),
            ["laws"] = FieldValue.Of(["宪法", "反有组织犯罪法"]),
            ["materials"] = FieldValue.Of(new Quantity(100 + i)),
            ["people"] = FieldValue.Of(new Quantity(50 + i)),
        },
        Title: $"第{i}场宣传");

    private static Period Day(int i) => Period.OfDay(new DateOnly(Year, 1, 1).AddDays(i * 37 % 365));

    private static Period Month(int month) => Period.TryParse($"{Year}-{month:00}", out var period) ? period : default;
}
