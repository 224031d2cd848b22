using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FaZhiCloud.Domain.Tests.Calendar;

/// <summary>
/// Each statutory clock, by its rule's id: from days before and in Spring Festival and National Day of 2024, 2025 and 2026, a leap day and a
/// month's last, to the day that a count by hand gave (tests/data/expected/deadlines.json), and the day on either side of it.
/// </summary>
public sealed class ClockTests
{
    private static readonly List<Expected> All = JsonSerializer.Deserialize<List<Expected>>(File.ReadAllText(Path.Combine(Root(), "data", "expected", "deadlines.json")), JsonSerializerOptions.Web)!;

    private sealed record Expected(string Rule, string Key, Dictionary<string, string> Due);

    [Fact]
    public void R_ADV_2() => Holds("R-ADV-2");

    [Fact]
    public void R_CASE_1() => Holds("R-CASE-1");

    [Fact]
    public void R_CASE_2() => Holds("R-CASE-2");

    [Fact]
    public void R_CASE_5() => Holds("R-CASE-5");

    [Fact]
    public void R_CASE_6() => Holds("R-CASE-6");

    [Fact]
    public void R_CERT_1() => Holds("R-CERT-1");

    [Fact]
    public void R_CERT_2() => Holds("R-CERT-2");

    [Fact]
    public void R_CERT_3() => Holds("R-CERT-3");

    [Fact]
    public void R_CERT_7() => Holds("R-CERT-7");

    [Fact]
    public void R_DEC_2() => Holds("R-DEC-2");

    [Fact]
    public void R_DEC_3() => Holds("R-DEC-3");

    [Fact]
    public void R_DEC_6() => Holds("R-DEC-6");

    [Fact]
    public void R_DOC_1() => Holds("R-DOC-1");

    [Fact]
    public void R_DOC_2() => Holds("R-DOC-2");

    [Fact]
    public void R_DOC_3() => Holds("R-DOC-3");

    [Fact]
    public void R_DOC_4() => Holds("R-DOC-4");

    [Fact]
    public void R_INF_1() => Holds("R-INF-1");

    [Fact]
    public void R_INF_2() => Holds("R-INF-2");

    [Fact]
    public void R_INF_3() => Holds("R-INF-3");

    [Fact]
    public void R_LIT_1() => Holds("R-LIT-1");

    [Fact]
    public void R_LIT_3() => Holds("R-LIT-3");

    [Fact]
    public void R_LIT_4() => Holds("R-LIT-4");

    [Fact]
    public void R_MED_1() => Holds("R-MED-1");

    [Fact]
    public void R_MED_2() => Holds("R-MED-2");

    [Fact]
    public void R_MED_3() => Holds("R-MED-3");

    [Fact]
    public void R_PET_1() => Holds("R-PET-1");

    [Fact]
    public void R_PET_2() => Holds("R-PET-2");

    [Fact]
    public void R_PET_3() => Holds("R-PET-3");

    [Fact]
    public void R_PET_5() => Holds("R-PET-5");

    [Fact]
    public void R_RPT_1() => Holds("R-RPT-1");

    [Fact]
    public void R_RPT_2() => Holds("R-RPT-2");

    [Fact]
    public void R_SHU_1() => Holds("R-SHU-1");

    [Fact]
    public void R_SUP_2() => Holds("R-SUP-2");

    [Fact]
    public void Every_clock_has_its_days_here_and_every_rule_its_test()
    {
        All.Select(expected => expected.Key).Order().ShouldBe(Clocks.All.Select(clock => clock.Key).Order());
        var tests = typeof(ClockTests).GetMethods().Select(method => method.Name.Replace('_', '-')).ToHashSet();
        Clocks.All.Select(clock => clock.Rule).Distinct().ShouldAllBe(rule => tests.Contains(rule));
    }

    [Fact]
    public void Every_clock_names_its_law_and_its_deed() =>
        Clocks.All.ShouldAllBe(clock => clock.Law.Length > 4 && clock.Zh.Length > 3 && clock.Amount > 0);

    private static void Holds(string rule)
    {
        var clocks = All.Where(expected => expected.Rule == rule).ToList();
        clocks.ShouldNotBeEmpty();
        foreach (var expected in clocks)
        {
            expected.Due.Count.ShouldBeGreaterThanOrEqualTo(6);
            foreach (var (from, due) in expected.Due)
            {
                var deadline = RuleBook.National.Compute(expected.Key, Day(from));
                deadline.DueOn.ShouldBe(Day(due), $"{expected.Key} from {from}");
                deadline.Clock.Rule.ShouldBe(rule);
                // In time on the day; one side of it still is, the other is not.
                deadline.IsMetOn(deadline.DueOn).ShouldBeTrue();
                var later = deadline.Clock.AtLeast != deadline.Clock.Before;
                deadline.IsMetOn(deadline.DueOn.AddDays(-1)).ShouldBe(!later, $"{expected.Key}, the day before");
                deadline.IsMetOn(deadline.DueOn.AddDays(1)).ShouldBe(later, $"{expected.Key}, the day after");
                (deadline.WorkingDay is null).ShouldBe(WorkingCalendar.Shipped.IsWorkingDay(deadline.DueOn));
            }
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Root([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
