using System.Globalization;

namespace FaZhiCloud.Domain;

/// <summary>What is assembled: a township's year up to the cut-off, in a template.</summary>
public sealed record ReportRequest(int Year, DateOnly CutOff, Unit Unit, ReportTemplate Template);

/// <summary>
/// The state as one report sees it (only records of its year, up to the cut-off), and the traces it has handed out so far.
/// </summary>
public sealed class ReportContext(TownshipState state, ReportRequest request)
{
    private readonly List<Trace> traces = [];
    private readonly Dictionary<(string Key, string Text), string> known = [];

    public TownshipState State { get; } = state;

    public int Year => request.Year;

    public DateOnly CutOff => request.CutOff;

    public Unit Unit => request.Unit;

    public IReadOnlyList<Trace> Traces => traces;

    /// <summary>The records of a type that count for this report.</summary>
    public IEnumerable<T> Of<T>()
        where T : TownshipRecord => State.Of<T>().Where(record => record.On is { } on && on.Year == Year && on.Start <= CutOff);

    /// <summary>A figure with its trace. <paramref name="part"/> says what a record adds to it, <paramref name="text"/> how it is printed where not as a number.</summary>
    public Run Figure<T>(string key, string name, Quantity value, string unit, IEnumerable<T> sources, Func<T, string?>? part = null, decimal? numerator = null, decimal? denominator = null, string? text = null)
        where T : TownshipRecord => Traced(key, name, text ?? value.ToText(unit), sources, part, value, unit, numerator, denominator);

    /// <summary>A named fact with its trace.</summary>
    public Run Fact<T>(string key, string name, string text, params IEnumerable<T> sources)
        where T : TownshipRecord => Traced(key, name, text, sources, null, null, null, null, null);

    /// <summary>A rate in per cent, rounded to one decimal.</summary>
    public Run Rate<T>(string key, string name, decimal numerator, decimal denominator, IEnumerable<T> sources, Func<T, string?>? part = null)
        where T : TownshipRecord => Figure(key, name, new Quantity(Math.Round(numerator * 100 / denominator, 1, MidpointRounding.AwayFromZero)), "%", sources, part, numerator, denominator);

    /// <summary>A visible gap: something that is required and was not recorded.</summary>
    public static Run Gap(string what) => new($"〔待填：{what}〕", Gap: true);

    private Run Traced<T>(string key, string name, string text, IEnumerable<T> sources, Func<T, string?>? part, Quantity? value, string? unit, decimal? numerator, decimal? denominator)
        where T : TownshipRecord
    {
        if (known.TryGetValue((key, text), out var id))
            return new(text, id);
        id = "f" + (traces.Count + 1).ToString(CultureInfo.InvariantCulture);
        known.Add((key, text), id);
        traces.Add(new(id, key, name, text, value?.Value, value?.Qualifier, unit, numerator, denominator, Period.OfYear(Year), CutOff,
            [.. sources.Select(record => new TraceSource(record.Id, record.Version, record.Area, record.Title, record.On?.ToChinese(), part?.Invoke(record), SourceOf(record)))]));
        return new(text, id);
    }

    private static string? SourceOf(TownshipRecord record) => record switch
    {
        LedgerEntry entry => entry.Facts.Source,
        StudySession session => session.Facts.Source,
        EnforcementForce force => force.Facts.Source,
        _ => null,
    };
}
