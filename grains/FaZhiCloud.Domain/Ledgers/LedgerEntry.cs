namespace FaZhiCloud.Domain;

/// <summary>What an entry says.</summary>
/// <param name="On">The day; or the period that a tally covers.</param>
/// <param name="Fields">Values by field key.</param>
/// <param name="Count">How many; null means one for an entry on a day, and "nobody counted" for a period.</param>
/// <param name="Title">One line by which a person recognises it.</param>
/// <param name="Source">Where a tally's figures come from; required for a tally that has some.</param>
/// <param name="Includes">Records that the tally has counted already: they add nothing to the figures beside it.</param>
public sealed record LedgerEntryFacts(
    Period On,
    IReadOnlyDictionary<string, FieldValue> Fields,
    Quantity? Count = null,
    string? Title = null,
    string? Source = null,
    IReadOnlyList<string>? Includes = null)
{
    /// <summary>Counted elsewhere, not one thing on one day.</summary>
    public bool IsTally => !On.IsDay || Count is not null and not { Value: 1, Qualifier: Qualifier.Exact };

    public Quantity? Counted => Count ?? (On.IsDay ? 1 : null);

    internal Check Check(LedgerKind kind, TownshipState state)
    {
        var check = new Check().During("on", On).Text("title", Title, required: false).Count("count", Count)
            .Text("source", Source, required: IsTally && (Count is not null || kind.Fields.Any(field => field.Type is FieldType.Count or FieldType.Percent && Fields.GetValueOrDefault(field.Key)?.Quantity is not null)))
            .That(Count is null || kind.Unit.Length > 0, "count", "ledger.not_counted", $"“{kind.Name}”不计数", "entries of this kind are not counted")
            .That(kind.Unit.Length > 0 || Fields.Values.Any(value => !value.IsEmpty), "fields", "ledger.empty", "至少填写一项", "fill in at least one field")
            .Texts("includes", Includes);
        foreach (var id in Includes ?? [])
            check.That(state.Find(id) is LedgerEntry { Void: null } entry && entry.Kind == kind.Key, "includes", "record.missing", $"没有编号为“{id}”的同类记录", $"there is no such record '{id}' of this kind");
        foreach (var key in Fields.Keys.Where(key => kind.Field(key) is null))
            check.That(false, $"fields.{key}", "field.unknown", $"“{kind.Name}”没有此字段", $"'{kind.Key}' has no such field");
        foreach (var field in kind.Fields)
            CheckField(check, field, Fields.GetValueOrDefault(field.Key));
        foreach (var clock in kind.Clocks.DistinctBy(clock => (clock.Done, clock.From)))
        {
            check.That(DayOf(clock.Done) is not { } done || (clock.From is null ? On.Start : DayOf(clock.From)) is not { } from || from <= done,
                $"fields.{clock.Done}", "date.before_begun", $"“{kind.Field(clock.Done)!.Name}”不能早于开始之日", "must not lie before it began");
        }

        foreach (var rule in kind.Parts)
            check.PartOf(rule.Part == "count" ? "count" : $"fields.{rule.Part}", QuantityOf(rule.Part), QuantityOf(rule.Whole), rule.Zh, rule.En);
        return check;
    }

    /// <summary>The quantity of a count field, or of the entry itself for <c>count</c>.</summary>
    public Quantity? QuantityOf(string key) => key == "count" ? Counted : Fields.GetValueOrDefault(key)?.Quantity;

    /// <summary>The day in a field; null where it is empty or no day.</summary>
    internal DateOnly? DayOf(string key) => DateOnly.TryParseExact(Fields.GetValueOrDefault(key)?.Text, "yyyy-MM-dd", out var day) ? day : null;

    private static void CheckField(Check check, LedgerField field, FieldValue? value)
    {
        var path = $"fields.{field.Key}";
        if (value is null || value.IsEmpty)
        {
            check.That(!field.Required, path, "field.required", $"“{field.Name}”必填", "is required");
            return;
        }

        switch (field.Type)
        {
            case FieldType.Text or FieldType.LongText:
                check.That(value.Text is not null, path, "field.not_text", "应为文字", "must be a text")
                    .Text(path, value.Text ?? "-", field.Type == FieldType.Text ? Domain.Check.Line : Domain.Check.Prose);
                break;
            case FieldType.Texts:
                check.That(value.Texts is not null, path, "field.not_texts", "应为文字列表", "must be a list of texts").Texts(path, value.Texts);
                break;
            case FieldType.Count:
                check.That(value.Quantity is not null, path, "figure.unreadable", $"应为数量，如 12 或 \"100余\"（单位：{field.Unit}）", "must be a quantity such as 12 or \"100余\"").Count(path, value.Quantity);
                break;
            case FieldType.Percent:
                check.That(value.Quantity is { Value: >= 0 and <= 100 }, path, "figure.not_percent", "应在 0 至 100 之间", "must lie between 0 and 100");
                break;
            case FieldType.Choice:
                check.That(field.Choices.Any(choice => choice.Key == value.Text), path, "field.no_such_choice",
                    $"应为下列之一：{string.Join("、", field.Choices.Select(choice => $"{choice.Key}（{choice.Name}）"))}", $"must be one of {string.Join(", ", field.Choices.Select(choice => choice.Key))}");
                break;
            case FieldType.Day:
                check.That(DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", out var day), path, "date.unreadable", "日期应写成 2024-03-05", "must be a day such as 2024-03-05").Day(path, day == default ? new DateOnly(2000, 1, 1) : day);
                break;
        }
    }
}

/// <summary>One entry of a ledger.</summary>
public sealed record LedgerEntry(string LedgerKey, LedgerEntryFacts Facts) : TownshipRecord
{
    public override string Area => "ledgers";

    public override string Kind => LedgerKey;

    public override Period? On => Facts.On;

    public override string Title => Facts.Title ?? FirstText() ?? LedgerKinds.Find(LedgerKey)?.Name ?? LedgerKey;

    /// <summary>The kind's clocks; one that was stopped is settled, whether in time or late.</summary>
    public override IEnumerable<DueItem> DueItems(TownshipState state)
    {
        if (LedgerKinds.Find(LedgerKey) is not { Clocks.Count: > 0 } kind || Facts.IsTally)
            yield break;
        foreach (var clock in kind.Clocks)
        {
            var applies = clock.Only is not var (field, values) || values.Contains(Facts.Fields.GetValueOrDefault(field)?.Text);
            // A clock that no longer applies (another choice, a day taken back) stays on record as settled: its alerts are cancelled.
            var from = applies ? clock.From is null ? Facts.On.Start : Facts.DayOf(clock.From) : null;
            var deadline = RuleBook.National.Compute(clock.Clock, from ?? Facts.On.Start, clock.Extension is null ? 0 : (int)(Facts.QuantityOf(clock.Extension)?.Value ?? 0));
            yield return new($"{Id}/{clock.Clock}", Id, kind.Key, deadline.Clock.Rule, $"{kind.Name}“{Title}”：{deadline.Clock.Zh}", deadline.DueOn, new Moment(RecordedAt, "").Today,
                from is not null && Facts.DayOf(clock.Done) is null && Void is null);
        }
    }

    private string? FirstText()
    {
        var kind = LedgerKinds.Find(LedgerKey);
        var text = kind?.Fields.Where(field => field.Type is FieldType.Text or FieldType.LongText or FieldType.Choice)
            .Select(field => (field, Facts.Fields.GetValueOrDefault(field.Key)?.Text)).FirstOrDefault(pair => pair.Text is not null);
        if (text is not ({ } first, { } value))
            return null;
        var shown = first.Choices.FirstOrDefault(choice => choice.Key == value)?.Name ?? value;
        return shown.Length > 60 ? shown[..60] + "…" : shown;
    }
}

/// <summary>Records an entry, or a tally.</summary>
/// <param name="Ledger">Key of the kind; in the API it stands in the path.</param>
/// <param name="Facts">What it says.</param>
public sealed record RecordLedgerEntry(string Ledger, LedgerEntryFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) => LedgerKinds.Find(Ledger) is not { } kind
        ? Decision.Refuse(new Refusal("ledger.unknown", RefusalKind.Missing, $"没有台账“{Ledger}”", $"there is no ledger '{Ledger}'"))
        : Facts.Check(kind, state).Or(() => Decision.Of(new LedgerEntryRecorded(state.NextId("entry"), Ledger, Facts)));
}

/// <summary>Corrects an entry; the journal keeps what it said before.</summary>
public sealed record CorrectLedgerEntry(LedgerEntryFacts Facts, string Reason) : RecordCommand<LedgerEntry>
{
    protected override Decision Decide(TownshipState state, LedgerEntry record, Moment moment) =>
        Facts.Check(LedgerKinds.All[record.LedgerKey], state).Text("reason", Reason)
            .That(Facts.Includes?.Contains(RecordId) != true, "includes", "ledger.includes_itself", "不能包含自身", "cannot include itself")
            .Or(new LedgerEntryCorrected(RecordId, Facts, Reason));
}

public sealed record LedgerEntryRecorded(string RecordId, string Ledger, LedgerEntryFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new LedgerEntry(Ledger, Facts) { Id = RecordId };
}

public sealed record LedgerEntryCorrected(string RecordId, LedgerEntryFacts Facts, string Reason) : RecordChanged<LedgerEntry>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(LedgerEntry record, Stamp stamp) => record with { Facts = Facts };
}
