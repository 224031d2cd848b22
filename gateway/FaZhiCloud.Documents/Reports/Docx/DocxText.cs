using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using FaZhiCloud.Domain;
using Run = FaZhiCloud.Domain.Run;
using WordRun = DocumentFormat.OpenXml.Wordprocessing.Run;

namespace FaZhiCloud.Documents;

/// <summary>The part of the .docx that differs from report to report: its paragraphs, in the styles of Package/word/styles.xml.</summary>
internal sealed class DocxText
{
    private readonly Body body = new();
    private readonly Dictionary<string, int> bookmarks = new(StringComparer.Ordinal);
    private int bookmark;

    public static Document Of(ReportDocument document)
    {
        var text = new DocxText();
        text.Write(PrintedLine.Of(document));
        text.body.Append(Section());
        var root = new Document(text.body);
        root.AddNamespaceDeclaration("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
        root.AddNamespaceDeclaration("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
        return root;
    }

    private void Write(IReadOnlyList<PrintedLine> lines)
    {
        var place = SignaturePlace.Of(lines.Where(line => line.Kind == LineKind.Issuer).Select(line => line.Text), lines.Single(line => line.Kind == LineKind.Date).Text);
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, next) = (lines[i], i + 1 < lines.Count ? lines[i + 1].Kind : (LineKind?)null);
            // 7.3.5.5: the signature never stands on a page without text.
            var beforeSignature = next is LineKind.Issuer or LineKind.Date;
            body.Append(Paragraph(line, place, beforeSignature));
            if (line.Kind == LineKind.Title && next != LineKind.Title)
                body.Append(new Paragraph());
            if (line.Kind != LineKind.Issuer && beforeSignature)
                body.Append(new Paragraph(new ParagraphProperties { KeepNext = new() }));
        }

        // The frame of the 版记 hangs on a paragraph after it.
        if (lines[^1].Kind == LineKind.CopiesTo)
            body.Append(new Paragraph(new ParagraphProperties { ParagraphStyleId = new() { Val = "Anchor" } }));
    }

    private Paragraph Paragraph(PrintedLine line, SignaturePlace place, bool keepNext)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = new() { Val = StyleOf(line) } };
        if (keepNext)
            properties.KeepNext = new();
        if (line.Kind == LineKind.Issuer)
            properties.Indentation = new() { Right = $"{place.IssuersRight}" };
        else if (line.Kind == LineKind.Date)
            properties.Indentation = new() { Left = $"{place.DateLeft}", Right = $"-{2 * OfficialForm.Character}" }; // Room, so that the date never breaks where a font's digits are wide.
        else if (line.Kind == LineKind.CopiesTo)
            properties.FrameProperties = BottomOfThePage();
        var paragraph = new Paragraph(properties);
        foreach (var run in line.Runs)
            Append(paragraph, run);
        return paragraph;
    }

    private static string StyleOf(PrintedLine line) => line.Kind == LineKind.Heading ? $"Heading{line.Level}" : line.Kind.ToString();

    private void Append(Paragraph paragraph, Run run)
    {
        if (run.Trace is null)
        {
            paragraph.Append(Word(run));
            return;
        }

        var id = $"{bookmark++}";
        paragraph.Append(new BookmarkStart { Id = id, Name = BookmarkName(run.Trace) }, Word(run), new BookmarkEnd { Id = id });
    }

    /// <summary>Bookmarks are named after the trace: f3; where the figure stands again, f3_2, since a name may occur once only.</summary>
    private string BookmarkName(string trace)
    {
        var count = bookmarks[trace] = bookmarks.GetValueOrDefault(trace) + 1;
        return count == 1 ? trace : $"{trace}_{count}";
    }

    /// <summary>The hint keeps “ ” … — in the Chinese font, where Word would take them for Latin.</summary>
    private static WordRun Word(Run run)
    {
        var properties = new RunProperties { RunFonts = new() { Hint = FontTypeHintValues.EastAsia } };
        if (run.Gap)
            properties.Highlight = new() { Val = HighlightColorValues.Yellow };
        var text = new Text(run.Text);
        if (char.IsWhiteSpace(run.Text[0]) || char.IsWhiteSpace(run.Text[^1]))
            text.Space = SpaceProcessingModeValues.Preserve;
        return new WordRun(properties, text);
    }

    /// <summary>7.4: the 版记 ends on the last line of the page.</summary>
    private static FrameProperties BottomOfThePage() => new()
    {
        Width = $"{OfficialForm.TextWidth}",
        Wrap = TextWrappingValues.Around,
        HorizontalPosition = HorizontalAnchorValues.Margin,
        VerticalPosition = VerticalAnchorValues.Margin,
        XAlign = HorizontalAlignmentValues.Left,
        YAlign = VerticalAlignmentValues.Bottom,
    };

    private static SectionProperties Section() => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = "rIdFooterOdd" },
        new FooterReference { Type = HeaderFooterValues.Even, Id = "rIdFooterEven" },
        new PageSize { Width = OfficialForm.PageWidth, Height = OfficialForm.PageHeight },
        new PageMargin { Top = OfficialForm.Top, Left = OfficialForm.Left, Bottom = OfficialForm.Bottom, Right = OfficialForm.Right, Header = 851, Footer = OfficialForm.FooterDistance, Gutter = 0 },
        new Columns { Space = "425" },
        new DocGrid { Type = DocGridValues.Lines, LinePitch = OfficialForm.LinePitch, CharacterSpace = OfficialForm.CharacterSpace });
}
