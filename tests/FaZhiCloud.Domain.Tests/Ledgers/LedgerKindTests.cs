using FaZhiCloud.Domain.Tests.Reports;
using FaZhiCloud.Domain.Tests.Seeds;

namespace FaZhiCloud.Domain.Tests.Ledgers;

/// <summary>Guards over every declared kind: a new one that lacks wording, or words a field it has not, fails here.</summary>
public sealed class LedgerKindTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kinds => [.. LedgerKinds.All.Keys];

    private static IEnumerable<(string Case, IReadOnlyList<string> Clauses)> Cases(LedgerKind kind) =>
        [("zero", kind.Wording.Zero), ("one", kind.Wording.One), ("many", kind.Wording.Many), ("uncounted", kind.Wording.Uncounted)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_wording_for_zero_one_many_and_uncounted(string key)
    {
        foreach (var (name, clauses) in Cases(LedgerKinds.All[key]))
        {
            clauses.ShouldNotBeEmpty(name);
            clauses.ShouldAllBe(clause => clause.Length > 0);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_placeholder_stands_for_something(string key)
    {
        var kind = LedgerKinds.All[key];
        string[] known = ["self", "name", "title", "on", "count", .. kind.Fields.Select(field => field.Key), .. kind.Rates.Select(rate => rate.Key)];
        foreach (var field in Cases(kind).SelectMany(pair => Placeholders(pair.Clauses)).Distinct())
        {
            if (field == "verb")
                (kind.Verb ?? kind.Field(kind.GroupBy[0])!.Choices.Select(choice => choice.Verb).FirstOrDefault(verb => verb is null) ?? "all").ShouldNotBeNull();
            else
                known.ShouldContain(field);
        }

        if (Cases(kind).SelectMany(pair => Placeholders(pair.Clauses)).Contains("verb") && kind.Verb is null)
            kind.Field(kind.GroupBy[0])!.Choices.ShouldAllBe(choice => choice.Verb != null);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_field_is_used_in_some_wording(string key)
    {
        var kind = LedgerKinds.All[key];
        var used = Cases(kind).SelectMany(pair => Placeholders(pair.Clauses)).ToHashSet(StringComparer.Ordinal);
        var throughRates = kind.Rates.Where(rate => used.Contains(rate.Key)).SelectMany(rate => new[] { rate.Numerator, rate.Denominator, rate.Stated });
        // Days that stop a clock, and what lengthens it, are for the alerts.
        var forClocks = kind.Clocks.SelectMany(clock => new[] { clock.Done, clock.From, clock.Extension });
        // Who acted is checked against the certificates, not told.
        kind.Fields.Select(field => field.Key).Except(used).Except(kind.GroupBy).Except(throughRates).Except(forClocks).Except(["officers"]).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Rates_and_rules_name_fields_of_their_kind(string key)
    {
        var kind = LedgerKinds.All[key];
        string[] counts = ["count", .. kind.Fields.Where(field => field.Type == FieldType.Count).Select(field => field.Key)];
        kind.Rates.ShouldAllBe(rate => counts.Contains(rate.Numerator) && counts.Contains(rate.Denominator) && (rate.Stated == null || kind.Field(rate.Stated)!.Type == FieldType.Percent));
        kind.Parts.ShouldAllBe(rule => counts.Contains(rule.Part) && counts.Contains(rule.Whole));
        kind.GroupBy.ShouldAllBe(group => kind.Field(group) != null);
        kind.Fields.Select(field => field.Key).ShouldBeUnique();
        kind.Fields.Where(field => field.Type == FieldType.Choice).ShouldAllBe(field => field.Choices.Count > 1);
    }

    /// <summary>Nothing, each field alone, each pair, all but one, all: whatever a clerk fills in, the sentence stands.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void The_sentence_stands_whichever_fields_are_filled_in(string key)
    {
        var kind = LedgerKinds.All[key];
        var optional = kind.Fields.Where(field => !field.Required).ToList();
        var required = kind.Fields.Where(field => field.Required).ToList();
        foreach (var filled in Subsets(optional).Where(filled => kind.Unit.Length > 0 || filled.Count + required.Count > 0))
        {
            foreach (var choice in kind.GroupBy is [var group, ..] ? kind.Field(group)!.Choices.Select(choice => choice.Key).DefaultIfEmpty("") : [""])
            {
                foreach (var (on, count, amount) in new (string, Quantity?, int)[] { ("2024-03-05", null, 1), ("2024-03-05", null, 0), ("2024", 3, 3), ("2024", 3, 0), ("2024", 0, 0), ("2024", null, 3) })
                {
                    if (count is not null && kind.Unit.Length == 0)
                        continue;
                    var fields = required.Concat(filled).Select(field => (field.Key, Value(field, choice, amount))).ToArray();
                    var text = Written.By($"ledger:{key}", Written.Entry(key, on, count, fields));
                    var said = $"{on} {count} {choice} {string.Join(',', fields.Select(field => field.Key))}: {text}";
                    text.ShouldEndWith("。", customMessage: said);
                    text.Length.ShouldBeGreaterThan(4, said);
                    ReadAloudTests.Stumbles(text).ShouldBeEmpty(said);
                    if (filled.Count == 0 || filled.Count == optional.Count)
                        output.WriteLine(text);
                }
            }
        }
    }

    private static object Value(LedgerField field, string choice, int amount) => field.Type switch
    {
        FieldType.Texts => new[] { "甲", "乙" },
        FieldType.Count => amount,
        FieldType.Percent => 50,
        FieldType.Choice => field.Choices.Any(option => option.Key == choice) ? choice : field.Choices[0].Key,
        FieldType.Day => "2024-12-30",
        FieldType.LongText => "认真做好有关工作。",
        _ => "某项工作",
    };

    private static IEnumerable<IReadOnlyList<LedgerField>> Subsets(List<LedgerField> fields)
    {
        yield return [];
        foreach (var field in fields)
            yield return [field];
        for (var i = 0; i < fields.Count; i++)
        {
            for (var k = i + 1; k < fields.Count; k++)
                yield return [fields[i], fields[k]];
        }

        foreach (var field in fields)
            yield return [.. fields.Where(other => other != field)];
        yield return fields;
    }

    private static List<string> Placeholders(IReadOnlyList<string> clauses)
    {
        var found = new List<string>();
        foreach (var alternative in clauses.SelectMany(clause => clause.TrimStart('。', '；').Split('|')))
        {
            new Sentence().Clauses([alternative], placeholder =>
            {
                found.Add(placeholder.Field);
                return [new Run("x")];
            });
        }

        return found;
    }
}
