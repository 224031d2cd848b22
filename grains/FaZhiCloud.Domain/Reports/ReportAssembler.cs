namespace FaZhiCloud.Domain;

/// <summary>Writes one block of the report from the records; each block yields paragraphs, or none where nothing is on record.</summary>
/// <param name="context">The records and the traces.</param>
/// <param name="argument">What follows the colon in the template: <c>publicity/culture</c>; empty for none.</param>
public delegate IEnumerable<IReadOnlyList<Run>> ReportBlock(ReportContext context, string argument);

/// <summary>
/// Assembles the annual report: a pure function of the township's state and the request. Nothing is typed over and nothing invented:
/// what is required and missing is a visible gap.
/// </summary>
public static class ReportAssembler
{
    private const string Digits = "〇一二三四五六七八九十";

    public static ReportDocument Assemble(TownshipState state, ReportRequest request)
    {
        var context = new ReportContext(state, request);
        var (unit, template, year) = (request.Unit, request.Template, request.Year);
        string Fill(string pattern) => ReportTemplate.Fill(pattern, unit, year);

        List<ReportParagraph> paragraphs = [.. Prose(context, "opening"), new(0, null, [new(Fill(template.Opening))], "opening")];
        var number = 0;
        foreach (var section in template.Sections)
        {
            var body = Section(context, section, 1, Fill).ToList();
            if (body.Count == 0 && !section.Required)
                continue;
            paragraphs.Add(new(1, $"{Chinese(++number)}、", [new(Fill(section.Heading))], section.Key));
            paragraphs.AddRange(body.Count > 0 ? body : [new(0, null, [ReportContext.Gap(Fill(section.Heading))], section.Key)]);
        }

        if (template.Closing is { } closing)
            paragraphs.Add(new(0, null, [new(Fill(closing))], "closing"));
        return new(
            year, request.CutOff, state.Version, template.Key, unit, [.. template.Title.Select(Fill)], template.Addressee is { } addressee ? Fill(addressee) : null,
            paragraphs, [.. template.Issuers.Select(Fill)], null, [.. template.CopiesTo.Select(Fill)], context.Traces);
    }

    private static IEnumerable<ReportParagraph> Section(ReportContext context, TemplateSection section, int level, Func<string, string> fill)
    {
        var self = context.Unit.Self;
        foreach (var key in section.Blocks ?? [])
        {
            foreach (var runs in ReportBlocks.Write(context, key).Where(runs => runs.Count > 0))
                yield return new(0, null, NameSelf(runs, ref self), key);
        }

        var number = 0;
        foreach (var below in section.Sections ?? [])
        {
            var body = Section(context, below, level + 1, fill).ToList();
            if (body.Count == 0 && !below.Required)
                continue;
            yield return new(level + 1, level == 1 ? $"（{Chinese(++number)}）" : $"{++number}.", [new(fill(below.Heading))], below.Key);
            foreach (var paragraph in body.DefaultIfEmpty(new(0, null, [ReportContext.Gap(fill(below.Heading))], below.Key)))
                yield return paragraph;
        }

        foreach (var paragraph in Prose(context, section.Key))
            yield return paragraph;
    }

    /// <summary>Puts the unit where a sentence first leaves room for it; later sentences of the section go without.</summary>
    private static List<Run> NameSelf(IReadOnlyList<Run> runs, ref string self)
    {
        var named = new List<Run>();
        foreach (var run in runs)
        {
            var text = run.Text;
            for (var at = text.IndexOf(Sentence.Self, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Sentence.Self, StringComparison.Ordinal))
            {
                text = text.Remove(at, Sentence.Self.Length).Insert(at, self);
                self = "";
            }

            if (text.Length > 0)
                named.Add(run with { Text = text });
        }

        return named;
    }

    private static IEnumerable<ReportParagraph> Prose(ReportContext context, string place) =>
        context.State.Find(ProseBlock.IdOf(context.Year, place)) is ProseBlock { Void: null } prose
            ? prose.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(text => new ReportParagraph(0, null, [context.Fact($"prose.{place}", "经办人撰写", text, prose)], place))
            : [];

    /// <summary>1 to 99 in Chinese: 一, 十, 十一, 二十.</summary>
    internal static string Chinese(int number) => number switch
    {
        <= 10 => Digits[number].ToString(),
        < 20 => $"十{Digits[number - 10]}",
        _ => $"{Digits[number / 10]}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
    };
}
