using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents;

/// <summary>
/// The report as one page that needs nothing else: styles inside, no scripts, nothing loaded. On paper it looks like the .docx.
/// A traced figure is <c>&lt;span class="figure" data-trace="f3" tabindex="0"&gt;</c>; what it rests on stands below the report under the id <c>trace-f3</c>.
/// </summary>
public static class HtmlRenderer
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string Styles = ReadStyles();

    public static string Render(ReportDocument document)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\" />\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>")
            .Append(Escape(string.Concat(document.Title))).Append("</title>\n<style>\n").Append(Styles).Append("</style>\n</head>\n<body>\n<main>\n");
        Article(html, document);
        html.Append("</main>\n");
        Traces(html, document);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Article(StringBuilder html, ReportDocument document)
    {
        var traces = document.Traces.DistinctBy(trace => trace.Id).ToDictionary(trace => trace.Id, StringComparer.Ordinal);
        var lines = PrintedLine.Of(document);
        foreach (var group in Groups(lines))
        {
            var text = group.Select(line => string.Concat(line.Runs.Select(run => Write(run, traces)))).ToList();
            switch (group[0].Kind)
            {
                case LineKind.Title:
                    html.Append("<h1>").AppendJoin("<br />", text).Append("</h1>\n");
                    break;
                case LineKind.Issuer or LineKind.Date:
                    var place = SignaturePlace.Of(group.Where(line => line.Kind == LineKind.Issuer).Select(line => line.Text), group[^1].Text);
                    html.Append(place.DateIsLonger ? "<div class=\"signature long-date\">\n" : "<div class=\"signature\">\n");
                    for (var i = 0; i < group.Count; i++)
                        html.Append($"<p class=\"{(group[i].Kind == LineKind.Issuer ? "issuer" : "date")}\">{text[i]}</p>\n");
                    html.Append("</div>\n");
                    break;
                case LineKind.CopiesTo:
                    html.Append($"<footer class=\"copies\"><p>{text[0]}</p></footer>\n");
                    break;
                case LineKind.Heading:
                    html.Append($"<h{group[0].Level + 1}>{text[0]}</h{group[0].Level + 1}>\n");
                    break;
                case LineKind.Addressee:
                    html.Append($"<p class=\"addressee\">{text[0]}</p>\n");
                    break;
                default:
                    html.Append($"<p>{text[0]}</p>\n");
                    break;
            }
        }
    }

    /// <summary>The title's lines are one heading, issuers and date one block; every other line stands alone.</summary>
    private static IEnumerable<IReadOnlyList<PrintedLine>> Groups(IReadOnlyList<PrintedLine> lines)
    {
        static bool Together(LineKind first, LineKind next) => (first, next) is (LineKind.Title, LineKind.Title) or (LineKind.Issuer, LineKind.Issuer or LineKind.Date);
        for (var i = 0; i < lines.Count;)
        {
            var group = lines.Skip(i).TakeWhile((line, j) => j == 0 || Together(lines[i].Kind, line.Kind)).ToList();
            yield return group;
            i += group.Count;
        }
    }

    private static string Write(Run run, Dictionary<string, Trace> traces)
    {
        var text = Escape(run.Text);
        if (run.Gap)
            text = $"<mark class=\"gap\">{text}</mark>";
        if (run.Trace is not { } id)
            return text;
        var hint = traces.TryGetValue(id, out var trace) ? $" title=\"{Escape($"{trace.Name}：{Basis(trace)}")}\" aria-describedby=\"trace-{Escape(id)}\"" : "";
        return $"<span class=\"figure\" data-trace=\"{Escape(id)}\" tabindex=\"0\"{hint}>{text}</span>";
    }

    private static string Basis(Trace trace) => trace.Sources.Count == 0
        ? $"无记录，截至{Period.OfDay(trace.CutOff).ToChinese()}"
        : $"依据{trace.Sources.Count}条记录，截至{Period.OfDay(trace.CutOff).ToChinese()}";

    private static void Traces(StringBuilder html, ReportDocument document)
    {
        if (document.Traces.Count == 0)
            return;
        html.Append($"<details class=\"traces\">\n<summary>数据来源（{document.Traces.Count}项）</summary>\n<dl>\n");
        foreach (var trace in document.Traces)
        {
            html.Append($"<dt>{Escape(trace.Name)}：{Escape(trace.Text)}</dt>\n<dd id=\"trace-{Escape(trace.Id)}\">{Escape(Basis(trace))}");
            if (trace is { Numerator: { } numerator, Denominator: { } denominator })
                html.Append($"，{numerator:0.############}÷{denominator:0.############}");
            html.Append("\n<ul>\n");
            foreach (var source in trace.Sources)
            {
                var parts = new[] { source.On, source.Contribution, source.Note }.Where(part => !string.IsNullOrEmpty(part)).Select(part => Escape(part!));
                html.Append($"<li data-record=\"{Escape(source.RecordId)}\" data-version=\"{source.Version}\">{Escape(source.Title)} <small>{string.Join(" · ", parts)}</small></li>\n");
            }

            html.Append("</ul>\n</dd>\n");
        }

        html.Append("</dl>\n</details>\n");
    }

    private static string Escape(string text) => Encoder.Encode(Printable.Of(text));

    private static string ReadStyles()
    {
        using var reader = new StreamReader(typeof(HtmlRenderer).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
