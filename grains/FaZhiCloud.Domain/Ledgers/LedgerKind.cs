namespace FaZhiCloud.Domain;

public enum FieldType
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Prose.</summary>
    LongText,

    /// <summary>A list of short texts, such as names of laws.</summary>
    Texts,

    /// <summary>A whole number of things or people, with qualifier; has a unit; adds up.</summary>
    Count,

    /// <summary>A rate that somebody stated, in per cent, 0 to 100; does not add up.</summary>
    Percent,

    /// <summary>One of the declared choices.</summary>
    Choice,

    /// <summary>A day, written 2024-03-05.</summary>
    Day,
}

/// <summary>One of the values of a choice field.</summary>
/// <param name="Key">In data and API.</param>
/// <param name="Name">As users and reports see it.</param>
/// <param name="Unit">What entries of this choice are counted in, where that differs from the kind's unit.</param>
/// <param name="Verb">What is done to it, for <c>{verb}</c> in the wording: 办理, 接待.</param>
public sealed record Choice(string Key, string Name, string? Unit = null, string? Verb = null);

/// <summary>One field of a ledger kind.</summary>
/// <param name="Key">In data, API and wording: camelCase.</param>
/// <param name="Name">As users see it.</param>
/// <param name="Type">What it holds.</param>
public sealed record LedgerField(string Key, string Name, FieldType Type)
{
    /// <summary>Of a count: 份, 人次; empty where it is counted in what its entry is counted in.</summary>
    public string Unit { get; init; } = "";

    public bool Required { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Help for the person who fills it in.</summary>
    public string? Hint { get; init; }
}

/// <summary>A rate that the records yield: numerator / denominator × 100, in per cent.</summary>
/// <param name="Key">In figures and wording.</param>
/// <param name="Name">As users see it: 调解成功率.</param>
/// <param name="Numerator">Key of a count field, or <c>count</c>.</param>
/// <param name="Denominator">Key of a count field, or <c>count</c>.</param>
/// <param name="Stated">Key of the percent field that holds it where only the rate is known.</param>
public sealed record LedgerRate(string Key, string Name, string Numerator, string Denominator, string? Stated = null);

/// <summary>A rule between two counts of an entry: the part is never more than the whole.</summary>
public sealed record PartOfWhole(string Part, string Whole, string Zh, string En);

/// <summary>A statutory clock that an entry of one thing on one day sets going; tallies set none.</summary>
/// <param name="Clock">Key of the <see cref="Clocks"/>.</param>
/// <param name="Done">Key of the day field that stops it.</param>
public sealed record LedgerClock(string Clock, string Done)
{
    /// <summary>Key of the day field that it counts from; null for the entry's own day. It does not run before that is filled in.</summary>
    public string? From { get; init; }

    /// <summary>Key of the count field with what was granted in addition, in the clock's unit.</summary>
    public string? Extension { get; init; }

    /// <summary>Only for entries whose choice field has one of these values.</summary>
    public (string Field, IReadOnlyList<string> Values)? Only { get; init; }
}

/// <summary>
/// How entries read in the report. Each wording is a list of clauses in the patterns of <see cref="Sentence"/>.
/// Placeholders: a field's key, <c>{count}</c>, a rate's key, <c>{name}</c> (the group's name), <c>{verb}</c> (of the group's choice),
/// <c>{title}</c>, <c>{on}</c>, <c>{self}</c> (我乡, once in a section, and not where the field <c>by</c> names somebody else).
/// </summary>
/// <param name="Zero">None, and somebody recorded that there were none.</param>
/// <param name="One">A single entry on a day.</param>
/// <param name="Many">Several, or a tally.</param>
/// <param name="Uncounted">It was done, but nobody counted it.</param>
public sealed record LedgerWording(IReadOnlyList<string> Zero, IReadOnlyList<string> One, IReadOnlyList<string> Many, IReadOnlyList<string> Uncounted)
{
    /// <summary>One wording for all cases: kinds that are written entry by entry, or never counted.</summary>
    public static LedgerWording Always(params IReadOnlyList<string> clauses) => new(clauses, clauses, clauses, clauses);
}

/// <summary>
/// A ledger kind, declared once in one file of <c>Ledgers/Kinds</c>: fields, units, rules, figures, wording.
/// API, validation, form, figures and report follow from it.
/// </summary>
public sealed record LedgerKind(string Key, string Name, string NameEn)
{
    /// <summary>What one entry counts as, such as 场次; empty where entries are not counted (problems, plan items).</summary>
    public string Unit { get; init; } = "";

    /// <summary>What is done, for <c>{verb}</c>, where no choice says otherwise.</summary>
    public string? Verb { get; init; }

    public required IReadOnlyList<LedgerField> Fields { get; init; }

    /// <summary>Keys of the fields that split the kind into groups with figures of their own.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public IReadOnlyList<LedgerRate> Rates { get; init; } = [];

    public IReadOnlyList<PartOfWhole> Parts { get; init; } = [];

    /// <summary>What has to be done by when, for each entry.</summary>
    public IReadOnlyList<LedgerClock> Clocks { get; init; } = [];

    public required LedgerWording Wording { get; init; }

    /// <summary>Each entry gets a sentence of its own, numbered 一是、二是, instead of one for each group.</summary>
    public bool EntryByEntry { get; init; }

    /// <summary>The groups stand in one sentence, divided by ；, instead of a sentence for each.</summary>
    public bool InOneSentence { get; init; }

    /// <summary>Where the name of a law or article explains the kind.</summary>
    public string? Source { get; init; }

    public LedgerField? Field(string key) => Fields.FirstOrDefault(field => field.Key == key);
}

/// <summary>Implemented by each file of <c>Ledgers/Kinds</c>.</summary>
public interface ILedgerDeclaration
{
    static abstract LedgerKind Kind { get; }
}

/// <summary>All declared kinds, found in this assembly: a new file in <c>Ledgers/Kinds</c> is enough.</summary>
public static class LedgerKinds
{
    public static readonly IReadOnlyDictionary<string, LedgerKind> All = typeof(LedgerKinds).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(ILedgerDeclaration)))
        .Select(type => (LedgerKind)type.GetProperty(nameof(ILedgerDeclaration.Kind))!.GetValue(null)!)
        .OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, StringComparer.Ordinal);

    public static LedgerKind? Find(string key) => All.GetValueOrDefault(key);
}
