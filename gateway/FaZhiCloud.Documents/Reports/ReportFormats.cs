using System.Text;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents;

/// <summary>A report as a file.</summary>
/// <param name="Content">Its bytes; the same document always gives the same.</param>
/// <param name="ContentType">With charset for text.</param>
/// <param name="FileName">虹桥乡2023年度法治政府建设情况报告.docx.</param>
public sealed record RenderedReport(byte[] Content, string ContentType, string FileName);

/// <summary>The formats that a report can be had in.</summary>
public static class ReportFormats
{
    private static readonly Dictionary<string, (string Extension, string ContentType, Func<ReportDocument, byte[]> Render)> All = new(StringComparer.Ordinal)
    {
        ["docx"] = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DocxRenderer.Render),
        ["text"] = ("txt", "text/plain; charset=utf-8", document => Encoding.UTF8.GetBytes(TextRenderer.Render(document))),
        ["html"] = ("html", "text/html; charset=utf-8", document => Encoding.UTF8.GetBytes(HtmlRenderer.Render(document))),
        ["json"] = ("json", "application/json; charset=utf-8", document => JsonRenderer.Render(document, indented: true)),
    };

    /// <summary>docx, text, html, json: for the answer to whoever asked for another.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The report in a format; null for a format that is not in <see cref="Names"/>.</summary>
    public static RenderedReport? Render(ReportDocument document, string format) => All.TryGetValue(format, out var found)
        ? new(found.Render(document), found.ContentType, $"{FileName(document)}.{found.Extension}")
        : null;

    private static string FileName(ReportDocument document) =>
        string.Concat($"{document.Unit.Name}{document.Year}年度法治政府建设情况报告".Where(letter => !char.IsControl(letter) && !"/\\:*?\"<>|".Contains(letter, StringComparison.Ordinal)));
}
