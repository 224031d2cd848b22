using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;

namespace FaZhiCloud.Documents.Tests;

public sealed class DocxRendererTests
{
    private static readonly XNamespace W = Word.W;

    public static TheoryData<string> Names => [.. Made.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Office_has_nothing_to_complain_about(string name)
    {
        var content = DocxRenderer.Render(Made.All[name]);
        Word.Errors(content, FileFormatVersions.Office2019).ShouldBeEmpty();
        Word.Errors(content, FileFormatVersions.Microsoft365).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes_at_any_time()
    {
        var first = Made.All.Values.Select(DocxRenderer.Render).ToList();
        Thread.Sleep(2100); // Zip entries count time in steps of two seconds.
        Made.All.Values.Select(DocxRenderer.Render).ShouldBe(first);
    }

    [Fact]
    public void Nothing_in_the_package_tells_when_where_or_by_whom_it_was_made()
    {
        var content = DocxRenderer.Render(Made.Report());
        using var zip = new ZipArchive(new MemoryStream(content));
        zip.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct().ShouldBe([new DateTime(1980, 1, 1)]);
        zip.Entries[0].FullName.ShouldBe("[Content_Types].xml");
        var core = Word.Part(content, "docProps/core.xml");
        core.Elements().Select(element => $"{element.Name.LocalName} {element.Value}").ShouldBe(
            ["title 虹桥乡2023年度法治政府建设情况报告", "creator 虹桥乡人民政府", "language zh-CN", "created 2023-12-10T00:00:00Z", "modified 2023-12-10T00:00:00Z"]);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_says_what_the_plain_text_says(string name)
    {
        var document = Made.All[name];
        new Word(DocxRenderer.Render(document)).Texts.ShouldBe(TextRenderer.Render(document).Split('\n').Select(line => line.TrimStart('　')).Where(line => line.Length > 0));
    }

    [Fact]
    public void The_page_is_A4_with_the_margins_and_lines_of_GB_T_9704()
    {
        var section = new Word(DocxRenderer.Render(Made.Report())).Body.Element(W + "sectPr")!;
        Attributes(section.Element(W + "pgSz")!).ShouldBe("w=11906 h=16838");
        Attributes(section.Element(W + "pgMar")!).ShouldBe("top=2098 right=1474 bottom=1984 left=1587 header=851 footer=1440 gutter=0");
        Attributes(section.Element(W + "docGrid")!).ShouldBe("type=lines linePitch=579 charSpace=-848");
        Millimetres(OfficialForm.Top).ShouldBe(37, 0.05);
        Millimetres(OfficialForm.Left).ShouldBe(28, 0.05);
        Millimetres(OfficialForm.Bottom).ShouldBe(35, 0.05);
        Millimetres(OfficialForm.Right).ShouldBe(26, 0.05);
        (22 * OfficialForm.LinePitch).ShouldBeLessThanOrEqualTo(OfficialForm.PageHeight - OfficialForm.Top - OfficialForm.Bottom);
        (OfficialForm.TextWidth / OfficialForm.Advance).ShouldBe(28);
        ((OfficialForm.TextWidth - 2 * OfficialForm.Character) / OfficialForm.Advance).ShouldBe(26);
    }

    [Theory]
    [InlineData("Body", "仿宋")]
    [InlineData("Heading1", "黑体")]
    [InlineData("Heading2", "楷体")]
    [InlineData("Heading3", "仿宋")]
    [InlineData("Heading4", "仿宋")]
    public void Body_and_headings_are_3号_indented_by_two_characters_in_twips(string id, string font)
    {
        var word = new Word(DocxRenderer.Render(Made.Report()));
        var (normal, style) = (word.StyleNamed("Normal"), word.StyleNamed(id));
        Attributes(normal.Descendants(W + "spacing").First()).ShouldBe("before=0 after=0 line=579 lineRule=exact");
        normal.Descendants(W + "sz").Single().Attribute(W + "val")!.Value.ShouldBe("32");
        normal.Element(W + "rPr")!.Element(W + "spacing")!.Attribute(W + "val")!.Value.ShouldBe($"{OfficialForm.Advance - OfficialForm.Character}");
        Attributes(style.Descendants(W + "ind").Single()).ShouldBe("firstLine=640");
        ((string?)(style.Descendants(W + "rFonts").FirstOrDefault() ?? normal.Descendants(W + "rFonts").Single()).Attribute(W + "eastAsia")).ShouldBe(font);
        style.Descendants(W + "b").Any().ShouldBe(id == "Heading3");
        style.Descendants(W + "sz").ShouldBeEmpty();
    }

    [Fact]
    public void No_indent_counts_in_characters()
    {
        var word = new Word(DocxRenderer.Render(Made.Report()));
        new[] { word.Body, word.Part("word/styles.xml"), word.Part("word/footerOdd.xml"), word.Part("word/footerEven.xml") }
            .SelectMany(part => part.Descendants().Attributes()).Where(attribute => attribute.Name.LocalName.EndsWith("Chars", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_title_is_2号_小标宋_centred_and_not_bold_line_by_line_with_a_blank_line_after()
    {
        var word = new Word(DocxRenderer.Render(Made.Report()));
        var style = word.StyleNamed("Title");
        style.Descendants(W + "rFonts").Single().Attribute(W + "eastAsia")!.Value.ShouldBe("方正小标宋简体");
        style.Descendants(W + "sz").Single().Attribute(W + "val")!.Value.ShouldBe("44");
        style.Descendants(W + "jc").Single().Attribute(W + "val")!.Value.ShouldBe("center");
        style.Descendants(W + "b").Single().Attribute(W + "val")!.Value.ShouldBe("0");
        word.Paragraphs.Take(4).Select(paragraph => $"{Word.Style(paragraph)} {Word.Text(paragraph)}").ShouldBe(
            ["Title 虹桥乡2023年度法治政府建设", "Title 情况报告", " ", "Addressee 中共弋阳县委员会、弋阳县人民政府："]);
        word.StyleNamed("Addressee").Descendants(W + "ind").ShouldBeEmpty();
    }

    [Fact]
    public void Every_font_is_declared_with_other_names_and_a_kind_to_fall_back_on()
    {
        var word = new Word(DocxRenderer.Render(Made.Report()));
        var declared = word.Part("word/fontTable.xml").Elements(W + "font").ToDictionary(font => (string)font.Attribute(W + "name")!);
        var used = word.Part("word/styles.xml").Descendants(W + "rFonts").Attributes().Select(attribute => attribute.Value).Distinct();
        used.Order(StringComparer.Ordinal).ShouldBe(declared.Keys.Order(StringComparer.Ordinal));
        foreach (var font in declared.Values.Where(font => (string?)font.Element(W + "charset")!.Attribute(W + "val") == "86"))
        {
            font.Element(W + "altName").ShouldNotBeNull();
            font.Element(W + "panose1").ShouldNotBeNull();
        }

        ((string)declared["仿宋"].Element(W + "altName")!.Attribute(W + "val")!).ShouldContain("仿宋_GB2312");
        word.Body.Descendants(W + "r").ShouldAllBe(run => (string?)run.Element(W + "rPr")!.Element(W + "rFonts")!.Attribute(W + "hint") == "eastAsia");
    }

    [Fact]
    public void Page_numbers_are_4号_宋体_right_on_odd_and_left_on_even_pages()
    {
        var word = new Word(DocxRenderer.Render(Made.Report()));
        word.Part("word/settings.xml").Element(W + "evenAndOddHeaders").ShouldNotBeNull();
        word.StyleNamed("Footer").Descendants(W + "sz").Single().Attribute(W + "val")!.Value.ShouldBe("28");
        word.StyleNamed("Footer").Descendants(W + "rFonts").Single().Attribute(W + "eastAsia")!.Value.ShouldBe("宋体");
        foreach (var (part, side) in new[] { ("word/footerOdd.xml", "right"), ("word/footerEven.xml", "left") })
        {
            var footer = word.Part(part);
            Word.Text(footer).ShouldBe("— 1 —");
            Attributes(footer.Descendants(W + "ind").Single()).ShouldBe($"{side}=280");
            footer.Descendants(W + "jc").Single().Attribute(W + "val")!.Value.ShouldBe(side);
        }
    }

    [Fact]
    public void Every_traced_run_lies_in_a_bookmark_named_after_its_trace()
    {
        var document = Made.Report();
        var word = new Word(DocxRenderer.Render(document));
        var found = word.Body.Descendants(W + "bookmarkStart").ToLookup(start => ((string)start.Attribute(W + "name")!).Split('_')[0], start => Word.Text(start.ElementsAfterSelf().First()));
        foreach (var traced in document.Paragraphs.SelectMany(paragraph => paragraph.Runs).Where(run => run.Trace is not null).GroupBy(run => run.Trace!))
            found[traced.Key].ShouldBe(traced.Select(run => run.Text));
        word.Body.Descendants(W + "bookmarkStart").Select(start => (string)start.Attribute(W + "name")!).ShouldBeUnique();
    }

    [Fact]
    public void Gaps_are_highlighted_and_nothing_else()
    {
        var document = Made.Report() with { DatedOn = null };
        new Word(DocxRenderer.Render(document)).Body.Descendants(W + "r").Where(run => run.Descendants(W + "highlight").Any()).Select(Word.Text)
            .ShouldBe([.. document.Gaps, PrintedLine.Undated]);
    }

    [Fact]
    public void The_signature_keeps_to_the_text_before_it()
    {
        var kept = new Word(DocxRenderer.Render(Made.Report())).Paragraphs.Where(paragraph => paragraph.Element(W + "pPr")?.Element(W + "keepNext") is not null).Select(Word.Text);
        kept.ShouldBe(["特此报告。", "", "虹桥乡人民政府"]);
    }

    [Fact]
    public void Copies_stand_at_the_foot_of_the_last_page_between_two_rules()
    {
        var word = new Word(DocxRenderer.Render(Made.Report()));
        var copies = word.Paragraphs.Single(paragraph => Word.Style(paragraph) == "CopiesTo");
        Word.Text(copies).ShouldBe("抄送：中共弋阳县委员会全面依法治县委员会办公室。");
        copies.Descendants(W + "framePr").Single().Attribute(W + "yAlign")!.Value.ShouldBe("bottom");
        word.StyleNamed("CopiesTo").Element(W + "pPr")!.Element(W + "pBdr")!.Elements().Select(rule => rule.Name.LocalName).ShouldBe(["top", "bottom"]);
        new Word(DocxRenderer.Render(Made.Report() with { CopiesTo = [] })).Paragraphs.Last().Element(W + "pPr")!.Element(W + "pStyle")!.Attribute(W + "val")!.Value.ShouldBe("Date");
    }

    private static string Attributes(XElement element) => string.Join(' ', element.Attributes().Select(attribute => $"{attribute.Name.LocalName}={attribute.Value}"));

    private static double Millimetres(int twips) => twips / 1440d * 25.4;
}
