using System.Text;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents;

/// <summary>The report as plain text: a paragraph a line, two full-width spaces before those of the body.</summary>
public static class TextRenderer
{
    private const string Indent = "　　";

    public static string Render(ReportDocument document)
    {
        var text = new StringBuilder();
        LineKind? last = null;
        foreach (var line in PrintedLine.Of(document))
        {
            if (BlankBetween(last, line.Kind))
                text.Append('\n');
            if (line.Kind is LineKind.Heading or LineKind.Body)
                text.Append(Indent);
            text.Append(line.Text).Append('\n');
            last = line.Kind;
        }

        return text.ToString();
    }

    private static bool BlankBetween(LineKind? last, LineKind kind) => last is not null && last != kind
        && (last == LineKind.Title || kind is LineKind.Issuer or LineKind.CopiesTo || (kind == LineKind.Date && last != LineKind.Issuer));
}
