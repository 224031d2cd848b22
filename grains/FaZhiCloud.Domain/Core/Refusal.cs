namespace FaZhiCloud.Domain;

/// <summary>What kind of answer a refusal deserves.</summary>
public enum RefusalKind
{
    /// <summary>A value does not hold (HTTP 422).</summary>
    Invalid,

    /// <summary>The value is fine, but not in the present state (HTTP 409).</summary>
    Conflict,

    /// <summary>What it speaks of does not exist (HTTP 404).</summary>
    Missing,

    /// <summary>The record was changed since it was read (HTTP 412).</summary>
    Stale,
}

/// <summary>Why a command was not carried out: an error that the user can mend, in Chinese and English.</summary>
/// <param name="Code">Stable, for programs: <c>certificate.term_reversed</c>.</param>
/// <param name="Kind">Which answer it deserves.</param>
/// <param name="Zh">What is wrong and how to mend it.</param>
/// <param name="En">The same in English.</param>
/// <param name="Field">Path of the field in the request: <c>validTo</c>, <c>members[2].role</c>; null when no single field is to blame.</param>
public sealed record Refusal(string Code, RefusalKind Kind, string Zh, string En, string? Field = null)
{
    public static Refusal Invalid(string field, string code, string zh, string en) => new(code, RefusalKind.Invalid, zh, en, field);

    public static Refusal Conflict(string code, string zh, string en, string? field = null) => new(code, RefusalKind.Conflict, zh, en, field);

    public static Refusal NoSuchRecord(string id, string? field = null) =>
        new("record.missing", field is null ? RefusalKind.Missing : RefusalKind.Invalid, $"没有编号为“{id}”的记录", $"there is no record '{id}'", field);
}

/// <summary>The outcome of deciding a command: events to record, or the reasons why not.</summary>
public sealed record Decision(IReadOnlyList<TownshipEvent> Events, IReadOnlyList<Refusal> Refusals)
{
    public bool IsRefused => Refusals.Count > 0;

    public static Decision Of(params TownshipEvent[] events) => new(events, []);

    public static Decision Refuse(params Refusal[] refusals) => new([], refusals);

    public static Decision Refuse(IReadOnlyList<Refusal> refusals) => new([], refusals);
}
