using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FaZhiCloud.Domain.Tests.Calendar;

public sealed class CalendarTests
{
    private static readonly WorkingCalendar Shipped = WorkingCalendar.Shipped;

    /// <summary>Slow and obvious: one day after the other.</summary>
    private static DateOnly CountBySteps(WorkingCalendar calendar, DateOnly from, int workingDays)
    {
        for (; workingDays > 0; workingDays -= calendar.IsWorkingDay(from) ? 1 : 0)
            from = from.AddDays(1);
        return from;
    }

    [Fact]
    public void Ten_years_of_working_days_agree_with_a_count_day_by_day()
    {
        for (var day = new DateOnly(2019, 1, 1); day.Year < 2029; day = day.AddDays(1))
        {
            foreach (var n in new[] { 0, 1, 2, 5, 7, 8, 15, 20, 61 })
                Shipped.Add(day, n).ShouldBe(CountBySteps(Shipped, day, n), $"{n} after {day:yyyy-MM-dd}");
        }
    }

    [Fact]
    public void Working_days_between_two_days_agree_with_a_count_day_by_day()
    {
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var (first, length) = (new DateOnly(2019, 1, 1).AddDays(random.Next(3_600)), random.Next(400));
            var count = Enumerable.Range(1, length).Count(step => Shipped.IsWorkingDay(first.AddDays(step)));
            Shipped.Between(first, first.AddDays(length)).ShouldBe(count, $"{first:yyyy-MM-dd} + {length}");
            Shipped.Between(first.AddDays(length), first).ShouldBe(-count);
        }
    }

    /// <summary>The same facts from another hand, where they lie beside the project.</summary>
    [Theory]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void The_shipped_days_off_are_those_of_the_notices(int year)
    {
        var file = Path.Combine(Root(), "..", "..", "shared", "calendar", $"{year}.json");
        Assert.SkipUnless(File.Exists(file), "The calendars to compare with are not beside this checkout.");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var day in json.RootElement.GetProperty("days").EnumerateArray())
            Shipped.IsWorkingDay(DateOnly.Parse(day.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(!day.GetProperty("isOffDay").GetBoolean(), day.ToString());
        var listed = json.RootElement.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("date").GetString()).ToHashSet();
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            if (!listed.Contains($"{day:yyyy-MM-dd}"))
                Shipped.IsWorkingDay(day).ShouldBe(day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), $"{day:yyyy-MM-dd}");
        }
    }

    [Fact]
    public void Beyond_the_last_notice_a_date_is_provisional_until_the_year_is_loaded()
    {
        var inside = RuleBook.National.Compute("review.reply", new(2026, 11, 2));
        var beyond = RuleBook.National.Compute("review.reply", new(2026, 12, 28));
        (inside.Provisional, beyond.Provisional).ShouldBe((false, true));

        var loaded = Shipped.With(new(2027, "假定的通知", ["2027-01-01/2027-01-03"], ["2027-01-10"]));
        var again = new RuleBook(loaded, []).Compute("review.reply", new(2026, 12, 28));
        again.Provisional.ShouldBeFalse();
        again.DueOn.ShouldBe(new(2027, 1, 11));
        beyond.DueOn.ShouldBe(new(2027, 1, 11), "new year's Friday is off, a Sunday is worked");
    }

    [Fact]
    public void Natural_days_are_not_moved_but_the_next_working_day_is_shown()
    {
        var petition = RuleBook.National.Compute("petition.inform", new(2026, 2, 3));

        petition.DueOn.ShouldBe(new(2026, 2, 18));
        petition.WorkingDay.ShouldBe(new DateOnly(2026, 2, 24));
    }

    [Fact]
    public void A_case_keeps_the_regional_figure_that_was_in_force_when_it_began()
    {
        var book = new RuleBook(Shipped, [new("document.file", new(2025, 1, 1), 15, "某省备案办法（2025）"), new("document.file", new(2026, 7, 1), 20, "某省备案办法（2026修订）")]);

        var (before, first, second) = (book.Compute("document.file", new(2024, 12, 31)), book.Compute("document.file", new(2026, 6, 30)), book.Compute("document.file", new(2026, 7, 1)));

        (before.Amount, first.Amount, second.Amount).ShouldBe((30, 15, 20));
        (before.Source, first.Source, second.Source).ShouldBe((null, "某省备案办法（2025）", "某省备案办法（2026修订）"));
    }

    [Fact]
    public void An_extension_is_added_and_shown()
    {
        var petition = RuleBook.National.Compute("petition.finish", new(2026, 3, 2), extension: 30);
        (petition.Amount, petition.DueOn).ShouldBe((90, new(2026, 5, 31)));
    }

    [Theory]
    [InlineData("off", "2026-10-07/2026-10-01")]
    [InlineData("off", "2027-01-01")]
    [InlineData("off", "国庆节")]
    [InlineData("work", "2026-10-09")]
    public void A_calendar_with_a_fault_is_refused_where_it_stands(string field, string range)
    {
        var notice = field == "off" ? new DaysOff(2026, "x", ["2026-01-01", range], []) : new DaysOff(2026, "x", [], ["2026-10-10", range]);
        notice.Check().ShouldHaveSingleItem().Field.ShouldBe($"{field}[1]");
    }

    [Fact]
    public void A_parameter_for_no_clock_or_out_of_range_or_without_source_is_refused()
    {
        RuleBook.Check(new("no.such", new(2026, 1, 1), 5, "x")).ShouldHaveSingleItem().Code.ShouldBe("rule.unknown");
        RuleBook.Check(new("report.submit", new(2026, 1, 1), 1332, "x")).ShouldHaveSingleItem().Field.ShouldBe("amount");
        RuleBook.Check(new("document.file", new(2026, 1, 1), 0, " ")).Select(refusal => refusal.Field).ShouldBe(["amount", "source"]);
        RuleBook.Check(new("report.submit", new(2026, 1, 1), 131, "某县通知")).ShouldBeEmpty();
    }

    /// <summary>R-PUB-1: the plan's name changes with the year.</summary>
    [Theory]
    [InlineData(2020, "七五")]
    [InlineData(2021, "八五")]
    [InlineData(2025, "八五")]
    [InlineData(2026, "九五")]
    [InlineData(2030, "九五")]
    [InlineData(2031, null)]
    public void R_PUB_1(int year, string? plan) => Programmes.LegalPublicityPlan(year).ShouldBe(plan);

    [Fact]
    public void R_PUB_2()
    {
        Programmes.Days.Select(day => $"{day.Month}.{day.Day}").ShouldBe(["3.15", "4.15", "6.26", "12.4"]);
        Programmes.ConstitutionWeek(2025).ShouldBe((new(2025, 12, 1), new(2025, 12, 7)));
    }

    private static string Root([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
