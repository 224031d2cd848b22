using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace FaZhiCloud.Documents.Tests;

/// <summary>A .docx taken apart.</summary>
internal sealed class Word(byte[] content)
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public XElement Body { get; } = Part(content, "word/document.xml").Element(W + "body")!;

    public IEnumerable<XElement> Paragraphs => Body.Elements(W + "p");

    /// <summary>The text of every paragraph that has any.</summary>
    public IReadOnlyList<string> Texts => [.. Paragraphs.Select(Text).Where(text => text.Length > 0)];

    public static string Text(XElement paragraph) => string.Concat(paragraph.Descendants(W + "t").Select(text => text.Value));

    public static string? Style(XElement paragraph) => (string?)paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val");

    public XElement StyleNamed(string id) => Part(content, "word/styles.xml").Elements(W + "style").Single(style => (string?)style.Attribute(W + "styleId") == id);

    public static XElement Part(byte[] content, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        using var stream = zip.GetEntry(name)!.Open();
        return XElement.Load(stream);
    }

    public XElement Part(string name) => Part(content, name);

    /// <summary>What Office would complain about.</summary>
    public static IReadOnlyList<string> Errors(byte[] content, FileFormatVersions version)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        return [.. new OpenXmlValidator(version).Validate(word).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];
    }
}
