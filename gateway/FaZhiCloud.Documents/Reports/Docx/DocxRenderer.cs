using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents;

/// <summary>
/// The report as a .docx in the form of GB/T 9704-2012. Everything but the text and the properties is the same in every report and lies
/// ready under Package/; the package is zipped here, because System.IO.Packaging stamps the hour into it and invents identifiers.
/// </summary>
public static class DocxRenderer
{
    /// <summary>The earliest moment a zip entry can carry: the same document must give the same bytes.</summary>
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, byte[] Content)[] Fixed = Parts().ToArray();

    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.None };

    /// <summary>The same document always gives the same bytes.</summary>
    public static byte[] Render(ReportDocument document)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Fixed)
            {
                using var entry = Entry(zip, name);
                entry.Write(content);
            }

            Write(zip, "docProps/core.xml", Properties(document).WriteTo);
            Write(zip, "word/document.xml", DocxText.Of(document).WriteTo);
        }

        return stream.ToArray();
    }

    private static Stream Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Timestamp;
        return entry.Open();
    }

    private static void Write(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        using var entry = Entry(zip, name);
        using var xml = XmlWriter.Create(entry, Xml);
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    /// <summary>Title, issuers and day of the report; never who or which machine made the file.</summary>
    private static XElement Properties(ReportDocument document)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", dc = "http://purl.org/dc/elements/1.1/",
            terms = "http://purl.org/dc/terms/", xsi = "http://www.w3.org/2001/XMLSchema-instance";
        var day = $"{document.DatedOn ?? document.CutOff:yyyy-MM-dd}T00:00:00Z";
        XElement Moment(string name) => new(terms + name, new XAttribute(xsi + "type", "dcterms:W3CDTF"), day);
        return new(
            core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", core), new XAttribute(XNamespace.Xmlns + "dc", dc), new XAttribute(XNamespace.Xmlns + "dcterms", terms), new XAttribute(XNamespace.Xmlns + "xsi", xsi),
            new XElement(dc + "title", Printable.Of(string.Concat(document.Title))),
            new XElement(dc + "creator", Printable.Of(string.Join('、', document.Issuers))),
            new XElement(dc + "language", "zh-CN"),
            Moment("created"), Moment("modified"));
    }

    /// <summary>The content types come first, as readers that stream expect; the rest by name.</summary>
    private static IEnumerable<(string Name, byte[] Content)> Parts()
    {
        const string prefix = "docx/";
        var assembly = typeof(DocxRenderer).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(name => !name.Contains('[', StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return (resource[prefix.Length..], content);
        }
    }
}
