using System.Globalization;
using System.Text.Json;

namespace FaZhiCloud.Domain;

/// <summary>What the State Council's notice says of one year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Notice">Where it stands.</param>
/// <param name="Off">Days off: <c>2026-10-01</c> or <c>2026-10-01/2026-10-07</c>, first and last included.</param>
/// <param name="Work">Saturdays and Sundays worked instead.</param>
public sealed record DaysOff(int Year, string Notice, IReadOnlyList<string> Off, IReadOnlyList<string> Work)
{
    /// <summary>What is wrong with it; empty for a usable one.</summary>
    public IEnumerable<Refusal> Check()
    {
        if (Year is < 2000 or > 2100)
            yield return Refusal.Invalid("year", "calendar.year", "年份应在2000至2100之间", "the year must lie between 2000 and 2100");
        foreach (var (field, list) in new[] { ("off", Off), ("work", Work) })
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (!TryRange(list[i], out var first, out var last) || last < first || first.Year != Year || last.Year != Year)
                    yield return Refusal.Invalid($"{field}[{i}]", "calendar.range", $"应为{Year}年内的日期或“起/止”，如 {Year}-10-01/{Year}-10-07", $"must be a day of {Year} or first/last");
                else if (field == "work" && Days([list[i]]).Any(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
                    yield return Refusal.Invalid($"{field}[{i}]", "calendar.work_day", "调休上班日应为周六或周日", "a make-up working day is a Saturday or Sunday");
            }
        }
    }

    /// <summary>All days of ranges.</summary>
    internal static IEnumerable<DateOnly> Days(IEnumerable<string> ranges)
    {
        foreach (var range in ranges)
        {
            if (!TryRange(range, out var first, out var last))
                throw new FormatException($"'{range}' is no day and no range of days.");
            for (var day = first; day <= last; day = day.AddDays(1))
                yield return day;
        }
    }

    private static bool TryRange(string text, out DateOnly first, out DateOnly last)
    {
        var parts = text.Split('/');
        last = default;
        return DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first)
            && parts.Length <= 2 && DateOnly.TryParseExact(parts[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out last);
    }
}

/// <summary>
/// Working days in the mainland: Monday to Friday, less the days off and plus the make-up days of each year's notice. Years without a
/// notice count Monday to Friday only, and whatever is computed through them is provisional.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly SortedDictionary<int, DaysOff> years = [];
    private readonly HashSet<DateOnly> off = [], work = [];

    private WorkingCalendar(IEnumerable<DaysOff> notices)
    {
        foreach (var notice in notices)
            years[notice.Year] = notice;
        foreach (var notice in years.Values)
        {
            off.UnionWith(DaysOff.Days(notice.Off));
            work.UnionWith(DaysOff.Days(notice.Work));
        }
    }

    /// <summary>The notices of 2024, 2025 and 2026.</summary>
    public static WorkingCalendar Shipped { get; } = new(Load());

    /// <summary>Years whose notice is known.</summary>
    public IReadOnlyCollection<int> Years => years.Keys;

    /// <summary>With a further year, or with another notice for one: amendments happen.</summary>
    public WorkingCalendar With(DaysOff notice) => new(years.Values.Append(notice));

    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? work.Contains(day) : !off.Contains(day);

    /// <summary>Whether a notice is missing for a year between two days, both included.</summary>
    public bool IsProvisional(DateOnly from, DateOnly to) => Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year) + 1).Any(year => !years.ContainsKey(year));

    /// <summary>The n-th working day after a day, which itself does not count; 0 is the day itself.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        // Whole weeks at once: seven days hold at most seven working days, so this never overshoots.
        while (workingDays > 7)
        {
            workingDays -= Between(day, day.AddDays(7));
            day = day.AddDays(7);
        }

        while (workingDays > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                workingDays--;
        }

        return day;
    }

    /// <summary>Working days after the first day up to and including the second.</summary>
    public int Between(DateOnly first, DateOnly second)
    {
        var days = second.DayNumber - first.DayNumber;
        if (days < 0)
            return -Between(second, first);
        var (weeks, rest) = (days / 7, days % 7);
        var count = weeks * 5;
        for (var day = second.AddDays(1 - rest); day <= second; day = day.AddDays(1))
            count += day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        count -= off.Count(day => day > first && day <= second && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        return count + work.Count(day => day > first && day <= second);
    }

    /// <summary>The day itself where it is a working day, else the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day) => IsWorkingDay(day) ? day : Add(day, 1);

    private static List<DaysOff> Load()
    {
        using var stream = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("FaZhiCloud.Domain.Calendar.days-off.json")
            ?? throw new InvalidOperationException("The calendar is not in the assembly.");
        return JsonSerializer.Deserialize<List<DaysOff>>(stream, DomainJson.Options)!;
    }
}
