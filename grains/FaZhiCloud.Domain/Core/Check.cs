namespace FaZhiCloud.Domain;

/// <summary>Collects what is wrong with a command's fields, so that one answer names them all.</summary>
public sealed class Check(string prefix = "")
{
    /// <summary>Longest single line and longest prose, in characters.</summary>
    public const int Line = 200, Prose = 20_000;

    /// <summary>Most entries of a list within one record.</summary>
    public const int ListLength = 200;

    private readonly List<Refusal> refusals = [];

    public IReadOnlyList<Refusal> Refusals => refusals;

    public bool Holds => refusals.Count == 0;

    public Check That(bool holds, string field, string code, string zh, string en)
    {
        if (!holds)
            refusals.Add(Refusal.Invalid(prefix + field, code, zh, en));
        return this;
    }

    public Check Text(string field, string? value, int longest = Line, bool required = true)
    {
        if (string.IsNullOrWhiteSpace(value))
            return That(!required, field, "field.required", "必填", "is required");
        That(value.Length <= longest, field, "field.too_long", $"最长 {longest} 字，现为 {value.Length} 字", $"at most {longest} characters, got {value.Length}");
        return That(!value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')), field, "field.control_character", "含有控制字符", "contains a control character");
    }

    public Check Texts(string field, IReadOnlyList<string>? values, int longest = Line)
    {
        if (values is null)
            return this;
        Length(field, values.Count);
        for (var i = 0; i < Math.Min(values.Count, ListLength); i++)
            Text($"{field}[{i}]", values[i], longest);
        return this;
    }

    public Check Length(string field, int count) =>
        That(count <= ListLength, field, "field.too_many", $"最多 {ListLength} 项，现为 {count} 项", $"at most {ListLength} entries, got {count}");

    public Check Day(string field, DateOnly? value, bool required = true) => value is { } day
        ? Year(field, day.Year)
        : That(!required, field, "field.required", "必填", "is required");

    public Check During(string field, Period? value, bool required = true) => value is { } period
        ? Year(field, period.Year)
        : That(!required, field, "field.required", "必填", "is required");

    public Check Year(string field, int year) => That(
        year is >= Period.FirstYear and <= Period.LastYear,
        field, "date.out_of_range", $"年份应在 {Period.FirstYear} 至 {Period.LastYear} 之间", $"the year must lie between {Period.FirstYear} and {Period.LastYear}");

    public Check Order(string field, DateOnly? from, DateOnly? to, string zh, string en) =>
        That(from is null || to is null || from <= to, field, "date.reversed", zh, en);

    /// <summary>A count of things or people: whole, not negative, believable.</summary>
    public Check Count(string field, Quantity? value, bool required = false)
    {
        if (value is not { } q)
            return That(!required, field, "field.required", "必填", "is required");
        return Amount(field, q).That(q.IsWhole, field, "figure.not_whole", "应为整数", "must be a whole number");
    }

    public Check Amount(string field, Quantity? value)
    {
        if (value is not { } q)
            return this;
        That(q.Value >= 0, field, "figure.negative", "不能为负数", "must not be negative");
        return That(q.Value <= Quantity.Largest, field, "figure.too_large", "数值过大，请核对", "is too large to be true");
    }

    /// <summary>合格 ≤ 参考, 持证 ≤ 编制: a part is never more than its whole.</summary>
    public Check PartOf(string field, Quantity? part, Quantity? whole, string zh, string en) =>
        That(part is null || whole is null || part.Value.Value <= whole.Value.Value, field, "figure.part_exceeds_whole", zh, en);

    public Check Add(IEnumerable<Refusal> more)
    {
        refusals.AddRange(more);
        return this;
    }

    /// <summary>The refusals found, or the events when all holds.</summary>
    public Decision Or(params TownshipEvent[] events) => Holds ? Decision.Of(events) : Decision.Refuse(refusals);

    public Decision Or(Func<Decision> decide) => Holds ? decide() : Decision.Refuse(refusals);
}
