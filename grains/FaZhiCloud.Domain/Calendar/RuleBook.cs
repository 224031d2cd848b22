namespace FaZhiCloud.Domain;

/// <summary>In what a period is counted.</summary>
public enum DayUnit
{
    /// <summary>自然日.</summary>
    NaturalDays,

    /// <summary>工作日.</summary>
    WorkingDays,

    /// <summary>月: to the same day, or the month's last where there is none.</summary>
    Months,

    /// <summary>年: a term that includes its first day. A card valid from 1 November 2022 for five years ends on 31 October 2027.</summary>
    Years,

    /// <summary>到期日: a fixed day of the year after, MMDD.</summary>
    DayOfNextYear,
}

/// <summary>How sure the figure is: the law's text was read, a secondary source says so, or it is from memory and needs the province's word.</summary>
public enum Evidence
{
    Read,
    Corroborated,
    Recalled,
}

/// <summary>One clock of a rule: how much time, from what, by which article.</summary>
/// <param name="Rule">The rule's id, R-PET-2.</param>
/// <param name="Key">The clock: <c>petition.finish</c>. A rule may have several.</param>
/// <param name="Zh">What has to be done in that time.</param>
/// <param name="Amount">How many; for <see cref="DayUnit.DayOfNextYear"/> month × 100 + day.</param>
/// <param name="Unit">Of what. A period begins the day after the event.</param>
/// <param name="Law">Which law, with the article.</param>
/// <param name="Evidence">How sure.</param>
/// <param name="AtLeast">A shortest time (公示不少于) rather than a longest.</param>
/// <param name="Before">Counted back from the event: papers a week before a hearing.</param>
public sealed record Clock(string Rule, string Key, string Zh, int Amount, DayUnit Unit, string Law, Evidence Evidence, bool AtLeast = false, bool Before = false);

/// <summary>A province's or county's own figure for a clock, from a day on. A case keeps what was in force when it began.</summary>
/// <param name="Key">The clock.</param>
/// <param name="From">In force from this day.</param>
/// <param name="Amount">Instead of the shipped amount, in the same unit.</param>
/// <param name="Source">Which document says so.</param>
public sealed record RegionalParameter(string Key, DateOnly From, int Amount, string Source);

/// <summary>A computed date, with all that explains it.</summary>
/// <param name="DueOn">The last day (or, for a shortest time, the first day allowed).</param>
/// <param name="WorkingDay">The next working day where <paramref name="DueOn"/> is none. Only procedure laws move the end of a period; both dates are shown.</param>
/// <param name="Clock">The rule behind it.</param>
/// <param name="From">The event that set it going.</param>
/// <param name="Amount">As used: the clock's own, the region's, extensions included.</param>
/// <param name="Source">The region's document, where its figure was used.</param>
/// <param name="Provisional">A year on the way has no notice yet about its days off; the date may still move.</param>
public sealed record Deadline(DateOnly DueOn, DateOnly? WorkingDay, Clock Clock, DateOnly From, int Amount, string? Source, bool Provisional)
{
    /// <summary>Whether what was done on a day was done in time: not after the last day, or not before the first allowed.</summary>
    public bool IsMetOn(DateOnly day) => Clock.AtLeast && !Clock.Before ? day >= DueOn : Clock.Before && !Clock.AtLeast ? day >= DueOn : day <= DueOn;
}

/// <summary>All clocks, with a calendar and a region's parameters. Immutable: a change makes another book.</summary>
public sealed class RuleBook(WorkingCalendar calendar, IReadOnlyList<RegionalParameter> parameters)
{
    /// <summary>The national figures and the shipped calendar.</summary>
    public static RuleBook National { get; } = new(WorkingCalendar.Shipped, []);

    public WorkingCalendar Calendar => calendar;

    public IReadOnlyList<RegionalParameter> Parameters => parameters;

    /// <summary>What is wrong with a parameter; empty when it can be used.</summary>
    public static IEnumerable<Refusal> Check(RegionalParameter parameter)
    {
        if (Clocks.Find(parameter.Key) is not { } clock)
            yield return Refusal.Invalid("key", "rule.unknown", $"没有时限“{parameter.Key}”", $"there is no clock '{parameter.Key}'");
        else if (clock.Unit == DayUnit.DayOfNextYear ? !DateOnly.TryParseExact($"2023{parameter.Amount:0000}", "yyyyMMdd", out _) : parameter.Amount is < 1 or > 3_650)
            yield return Refusal.Invalid("amount", "rule.amount", clock.Unit == DayUnit.DayOfNextYear ? "应为月日四位数，如 131 表示1月31日" : "应在1至3650之间", "is out of range");
        if (string.IsNullOrWhiteSpace(parameter.Source))
            yield return Refusal.Invalid("source", "field.required", "请写明依据的文件", "name the document");
    }

    /// <summary>When something is due that an event set going.</summary>
    /// <param name="key">The clock.</param>
    /// <param name="from">The day of the event; for yearly dates any day of the year reported on.</param>
    /// <param name="extension">An extension granted, in the clock's unit.</param>
    /// <exception cref="KeyNotFoundException">There is no such clock.</exception>
    public Deadline Compute(string key, DateOnly from, int extension = 0)
    {
        var clock = Clocks.Find(key) ?? throw new KeyNotFoundException($"There is no clock '{key}'.");
        var own = parameters.Where(parameter => parameter.Key == key && parameter.From <= from).MaxBy(parameter => parameter.From);
        var amount = (own?.Amount ?? clock.Amount) + extension;
        var due = Due(clock, from, amount);
        var provisional = clock.Unit == DayUnit.WorkingDays ? calendar.IsProvisional(clock.Before ? due : from, clock.Before ? from : due) : !calendar.IsWorkingDay(due) && calendar.IsProvisional(due, due);
        return new(due, calendar.IsWorkingDay(due) ? null : calendar.OnOrAfter(due), clock, from, amount, own?.Source, provisional);
    }

    private DateOnly Due(Clock clock, DateOnly from, int amount) => clock.Unit switch
    {
        DayUnit.NaturalDays => from.AddDays(clock.Before ? -amount : amount),
        DayUnit.WorkingDays => clock.Before ? Back(from, amount) : calendar.Add(from, amount),
        DayUnit.Months => from.AddMonths(clock.Before ? -amount : amount),
        DayUnit.Years => TermEnd(from, amount),
        // 229 stands for the month's last day.
        _ => amount == 229 ? new DateOnly(from.Year + 1, 3, 1).AddDays(-1) : new(from.Year + 1, amount / 100, amount % 100),
    };

    private static DateOnly TermEnd(DateOnly from, int years)
    {
        var again = from.AddYears(years);
        return again.Day == from.Day ? again.AddDays(-1) : again; // from 29 February to the 28th of a year without one
    }

    /// <summary>The latest day from which so many working days lie before an event.</summary>
    private DateOnly Back(DateOnly day, int workingDays)
    {
        while (workingDays > 0)
        {
            day = day.AddDays(-1);
            if (calendar.IsWorkingDay(day))
                workingDays--;
        }

        return day;
    }
}
