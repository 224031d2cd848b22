using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents;

/// <summary>What a line of the printed report is; each kind has a form of its own in GB/T 9704-2012.</summary>
public enum LineKind
{
    /// <summary>公文标题, one line of it.</summary>
    Title,

    /// <summary>主送机关, with its colon.</summary>
    Addressee,

    /// <summary>结构层次, levels 1 to 4.</summary>
    Heading,

    /// <summary>正文.</summary>
    Body,

    /// <summary>发文机关署名.</summary>
    Issuer,

    /// <summary>成文日期.</summary>
    Date,

    /// <summary>版记: 抄送.</summary>
    CopiesTo,
}

/// <summary>One paragraph as it is printed, the same words in every format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Level">1 to 4 of a heading, else 0.</param>
/// <param name="Runs">Its text, free of characters that no format can hold.</param>
public sealed record PrintedLine(LineKind Kind, int Level, IReadOnlyList<Run> Runs)
{
    /// <summary>What stands in the place of a date until the report is signed.</summary>
    public const string Undated = "〔待签署日期〕";

    public string Text => string.Concat(Runs.Select(run => run.Text));

    /// <summary>The report from its title to its last line. Blank lines are each format's own affair.</summary>
    public static IReadOnlyList<PrintedLine> Of(ReportDocument document)
    {
        var lines = new List<PrintedLine>();
        void Add(LineKind kind, params IEnumerable<Run> runs) => lines.Add(new(kind, 0, Clean(runs)));

        foreach (var line in document.Title)
            Add(LineKind.Title, new Run(line));
        if (document.Addressee is { } addressee)
            Add(LineKind.Addressee, new Run(addressee.TrimEnd('：', ':') + "："));
        foreach (var paragraph in document.Paragraphs)
        {
            var runs = paragraph.Number is { } number ? paragraph.Runs.Prepend(new(number)) : paragraph.Runs;
            lines.Add(new(paragraph.Level > 0 ? LineKind.Heading : LineKind.Body, Math.Clamp(paragraph.Level, 0, 4), Clean(runs)));
        }

        foreach (var issuer in document.Issuers)
            Add(LineKind.Issuer, new Run(issuer));
        Add(LineKind.Date, document.DatedOn is { } day ? new Run(Period.OfDay(day).ToChinese()) : new Run(Undated, Gap: true));
        if (document.CopiesTo.Count > 0)
            Add(LineKind.CopiesTo, new Run($"抄送：{string.Join('，', document.CopiesTo)}。"));
        return lines;
    }

    private static List<Run> Clean(IEnumerable<Run> runs) => [.. runs.Select(run => run with { Text = Printable.Of(run.Text) }).Where(run => run.Text.Length > 0)];
}
