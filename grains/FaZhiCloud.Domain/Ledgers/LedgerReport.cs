namespace FaZhiCloud.Domain;

/// <summary>Turns the entries of a ledger kind into figures and sentences, by the kind's declaration.</summary>
public static class LedgerReport
{
    /// <summary>The report block <c>ledger:KIND</c> or <c>ledger:KIND/GROUP,GROUP</c>, where GROUP is a choice of the kind's first group field.</summary>
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string argument)
    {
        var slash = argument.IndexOf('/', StringComparison.Ordinal);
        var kind = LedgerKinds.All[slash < 0 ? argument : argument[..slash]];
        var only = slash < 0 ? null : argument[(slash + 1)..].Split(',');
        var entries = context.Of<LedgerEntry>().Where(entry => entry.LedgerKey == kind.Key)
            .Where(entry => only is null || only.Contains(entry.Facts.Fields.GetValueOrDefault(kind.GroupBy[0])?.Text)).ToList();
        if (entries.Count == 0)
            return [];
        return kind.EntryByEntry ? EntryByEntry(context, kind, entries) : [Paragraph(context, kind, Groups(kind, entries))];
    }

    /// <summary>A sentence a group; in one sentence, neighbours that do the same share their verb: 办理信访件6件、热线工单212条.</summary>
    private static IReadOnlyList<Run> Paragraph(ReportContext context, LedgerKind kind, IEnumerable<LedgerGroup> groups)
    {
        var paragraph = new List<Run>();
        (LedgerGroup Group, Sentence Sentence)? last = null;
        foreach (var group in groups)
        {
            var sentence = group.Write(context);
            if (sentence.IsEmpty)
                continue;
            var shared = kind.InOneSentence && last is { Sentence.Length: 1 } && last.Value.Group.Verb == group.Verb ? group.WriteWithoutVerb(context) : null;
            paragraph.AddRange(last?.Sentence.End(shared is not null ? "、" : kind.InOneSentence ? "；" : "。") ?? []);
            last = (group, shared ?? sentence);
        }

        return [.. paragraph, .. last?.Sentence.End() ?? []];
    }

    /// <summary>The groups of a kind with the entries that count for them, in the order of the declared choices.</summary>
    internal static IEnumerable<LedgerGroup> Groups(LedgerKind kind, IReadOnlyList<LedgerEntry> entries)
    {
        var included = entries.SelectMany(entry => entry.Facts.Includes ?? []).ToHashSet(StringComparer.Ordinal);
        return entries.Where(entry => !included.Contains(entry.Id))
            .GroupBy(entry => string.Join('/', kind.GroupBy.Select(field => entry.Facts.Fields.GetValueOrDefault(field)?.Text).Where(text => text is not null)))
            .OrderBy(group => Order(kind, group.First()), StringComparer.Ordinal)
            .Select(group => new LedgerGroup(kind, group.Key, [.. group]));
    }

    /// <summary>Choices in the order declared; groups named in words in the order entered.</summary>
    private static string Order(LedgerKind kind, LedgerEntry entry) => string.Concat(kind.GroupBy.Select(field =>
        $"{kind.Field(field)!.Choices.TakeWhile(choice => choice.Key != entry.Facts.Fields.GetValueOrDefault(field)?.Text).Count():00}"));

    private static IEnumerable<IReadOnlyList<Run>> EntryByEntry(ReportContext context, LedgerKind kind, List<LedgerEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var sentence = new LedgerGroup(kind, entries[i].Id, [entries[i]]).Write(context).End();
            if (sentence.Count > 0)
                yield return entries.Count == 1 ? sentence : [new($"{ReportAssembler.Chinese(i + 1)}是"), .. sentence];
        }
    }
}

/// <summary>Entries of one kind that are reported together, with the figures they yield.</summary>
internal sealed class LedgerGroup(LedgerKind kind, string key, IReadOnlyList<LedgerEntry> entries)
{
    private string FigureKey(string field) => key.Length == 0 ? $"{kind.Key}.{field}" : $"{kind.Key}.{field}/{key}";

    private Choice? GroupChoice => kind.GroupBy.Select(group => ChoiceOf(group, entries[0])).FirstOrDefault(choice => choice is not null);

    /// <summary>What the group is called: the last of its group fields that is filled in.</summary>
    private string Name => kind.GroupBy.Reverse().Select(group => Shown(group, entries[0])).FirstOrDefault(text => text is not null) ?? kind.Name;

    private string Unit => GroupChoice?.Unit ?? kind.Unit;

    public string? Verb => GroupChoice?.Verb ?? kind.Verb;

    /// <summary>The entries' sum of a count field, or of the entries themselves for <c>count</c>; null where none says.</summary>
    public Quantity? Sum(string field) => entries.Select(entry => entry.Facts.QuantityOf(field)).Where(quantity => quantity is not null)
        .Aggregate((Quantity?)null, (sum, quantity) => sum is null ? quantity : sum + quantity);

    public Sentence Write(ReportContext context) => new Sentence().Clauses(Clauses(), placeholder => Value(context, placeholder));

    /// <summary>For a neighbour of the same verb: 、热线工单212条; null where it says more than that, or has no verb to share.</summary>
    public Sentence? WriteWithoutVerb(ReportContext context)
    {
        var verbs = 0;
        var sentence = new Sentence().Clauses(Clauses(), placeholder => placeholder.Field switch
        {
            "verb" when verbs++ == 0 => [new Run("")],
            "self" => [],
            _ => Value(context, placeholder),
        });
        return verbs == 1 && sentence.Length == 1 && entries.All(entry => entry.Facts.Fields.GetValueOrDefault("by") is null) ? sentence : null;
    }

    private IReadOnlyList<string> Clauses()
    {
        var total = kind.Unit.Length > 0 ? Sum("count") : null;
        var wording = kind.Wording;
        return total is { Value: 0 } ? wording.Zero
            : entries is [{ Facts.IsTally: false }] ? wording.One
            : total is null && kind.Unit.Length > 0 ? wording.Uncounted
            : wording.Many;
    }

    private IReadOnlyList<Run> Value(ReportContext context, Placeholder placeholder)
    {
        var (field, wrap, ifZero, required) = placeholder;
        if (ifZero is not null)
            return Zero(context, field, ifZero);
        var found = field switch
        {
            "self" => entries.All(entry => entry.Facts.Fields.GetValueOrDefault("by") is null) ? [new(Sentence.Self)] : [],
            "verb" => Verb is { } verb ? [new(verb)] : [],
            "name" => Sentence.List([context.Fact(FigureKey("name"), kind.Name, Name, entries)], wrap),
            "title" when kind.Field("title") is null => Facts(context, field, "名称", entry => entry.Facts.Title is { } title ? [title] : [], wrap),
            "on" => entries is [{ Facts.On.IsDay: true } single] ? [context.Fact(FigureKey("on"), "时间", $"{single.Facts.On.Start.Month}月{single.Facts.On.Start.Day}日", entries)] : [],
            "count" => Number(context, "count", kind.Name, Unit),
            _ => kind.Rates.FirstOrDefault(rate => rate.Key == field) is { } rate ? Rate(context, rate) : OfField(context, field, wrap),
        };
        return found.Count == 0 && required ? [ReportContext.Gap(kind.Field(field)?.Name ?? field)] : found;
    }

    private IReadOnlyList<Run> OfField(ReportContext context, string field, (char Open, char Close)? wrap) => kind.Field(field) switch
    {
        { Type: FieldType.Count } count => Number(context, field, count.Name, count.Unit.Length > 0 ? count.Unit : Unit),
        { Type: FieldType.Percent } percent => Stated(context, field, percent.Name),
        { Type: FieldType.Choice } choice => entries.Select(entry => Shown(field, entry)).Distinct().ToList() is not [{ } shown] ? []
            : [field == kind.GroupBy[0] ? context.Fact(FigureKey(field), choice.Name, shown, entries) : new(shown)],
        { Type: FieldType.LongText } text => Facts(context, field, text.Name, entry => entry.Facts.Fields.GetValueOrDefault(field)?.Text is { } prose ? [Prose(prose)] : [], wrap, "；"),
        { } other => Facts(context, field, other.Name, entry => entry.Facts.Fields.GetValueOrDefault(field)?.Texts ?? [], wrap),
        null => throw new InvalidOperationException($"The wording of ledger '{kind.Key}' names '{field}', which is no field of it."),
    };

    /// <summary>Prose within a sentence: in one line, its last mark left to the sentence.</summary>
    private static string Prose(string text) => text.ReplaceLineEndings("").Trim().TrimEnd('。', '；', '，', '、');

    /// <summary>A recorded zero in words: 未发现问题.</summary>
    private IReadOnlyList<Run> Zero(ReportContext context, string field, string words)
    {
        var (name, unit) = field == "count" ? (kind.Name, Unit) : kind.Field(field) is { } counted ? (counted.Name, counted.Unit.Length > 0 ? counted.Unit : Unit) : throw new InvalidOperationException($"The wording of ledger '{kind.Key}' names '{field}', which is no field of it.");
        return Sum(field) is { Value: 0 } ? [context.Figure(FigureKey(field), name, Quantity.Zero, unit, Counting(field), entry => entry.Facts.QuantityOf(field)!.Value.ToText(unit), text: words)] : [];
    }

    private IEnumerable<LedgerEntry> Counting(string field) => entries.Where(entry => entry.Facts.QuantityOf(field) is not null);

    private IReadOnlyList<Run> Number(ReportContext context, string field, string name, string unit) => Sum(field) is not { } sum ? []
        : [context.Figure(FigureKey(field), name, sum, unit, Counting(field), entry => entry.Facts.QuantityOf(field)!.Value.ToText(unit))];

    /// <summary>A rate from both counts, where they are exact; where only the rate is known, the stated one, which cannot be added up.</summary>
    private IReadOnlyList<Run> Rate(ReportContext context, LedgerRate rate)
    {
        if (entries.All(entry => entry.Facts.QuantityOf(rate.Numerator) is not null) && Sum(rate.Numerator) is { Qualifier: Qualifier.Exact } part && Sum(rate.Denominator) is { Value: > 0, Qualifier: Qualifier.Exact } whole)
        {
            return [context.Rate(FigureKey(rate.Key), rate.Name, part.Value, whole.Value, entries,
                entry => $"{entry.Facts.QuantityOf(rate.Numerator)} / {entry.Facts.QuantityOf(rate.Denominator)}")];
        }

        return rate.Stated is { } stated ? Stated(context, stated, rate.Name) : [];
    }

    private IReadOnlyList<Run> Stated(ReportContext context, string field, string name)
    {
        var stating = entries.Where(entry => entry.Facts.QuantityOf(field) is not null).ToList();
        return stating.Select(entry => entry.Facts.QuantityOf(field)!.Value).Distinct().ToList() is [var only]
            ? [context.Figure(FigureKey(field), name, only, "%", stating, entry => entry.Facts.QuantityOf(field)!.Value.ToText("%"))]
            : [];
    }

    private IReadOnlyList<Run> Facts(ReportContext context, string field, string name, Func<LedgerEntry, IEnumerable<string>> texts, (char Open, char Close)? wrap, string mark = "、") =>
        Sentence.List(entries.SelectMany(texts).Distinct(StringComparer.Ordinal)
            .Select(text => context.Fact(FigureKey(field), name, text, entries.Where(entry => texts(entry).Contains(text)))), wrap, mark);

    private Choice? ChoiceOf(string field, LedgerEntry entry) =>
        kind.Field(field)?.Choices.FirstOrDefault(choice => choice.Key == entry.Facts.Fields.GetValueOrDefault(field)?.Text);

    private string? Shown(string field, LedgerEntry entry) => ChoiceOf(field, entry)?.Name ?? entry.Facts.Fields.GetValueOrDefault(field)?.Text;
}
