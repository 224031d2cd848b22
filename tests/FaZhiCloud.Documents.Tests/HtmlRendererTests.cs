using System.Xml;
using System.Xml.Linq;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents.Tests;

public sealed class HtmlRendererTests
{
    public static TheoryData<string> Names => [.. Made.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void It_says_what_the_plain_text_says(string name)
    {
        var document = Made.All[name];
        var lines = Parse(document).Descendants("main").Single().Elements().SelectMany(Lines).Where(line => line.Length > 0);
        lines.ShouldBe(TextRenderer.Render(document).Split('\n').Select(line => line.TrimStart('　')).Where(line => line.Length > 0));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_trace_can_be_reached_from_its_figures(string name)
    {
        var document = Made.All[name];
        var page = Parse(document);
        var figures = page.Descendants("span").Where(span => (string?)span.Attribute("class") == "figure").ToLookup(span => (string)span.Attribute("data-trace")!);
        foreach (var traced in document.Paragraphs.SelectMany(paragraph => paragraph.Runs).Where(run => run.Trace is not null).GroupBy(run => run.Trace!))
        {
            figures[traced.Key].Count().ShouldBe(traced.Count());
            figures[traced.Key].ShouldAllBe(figure => (string?)figure.Attribute("tabindex") == "0");
        }

        page.Descendants("dd").Select(dd => (string?)dd.Attribute("id")).ShouldBe(document.Traces.Select(trace => $"trace-{trace.Id}"));
    }

    [Fact]
    public void A_trace_names_the_records_behind_it() =>
        Parse(Made.Report()).Descendants("li").First().ToString(SaveOptions.DisableFormatting)
            .ShouldBe("""<li data-record="l-1" data-version="3">2023年4月：宪法宣传 <small>2023年4月 · 1200余份</small></li>""");

    [Fact]
    public void The_page_is_Chinese_and_loads_nothing()
    {
        var html = HtmlRenderer.Render(Made.Report());
        html.ShouldStartWith("<!DOCTYPE html>\n<html lang=\"zh-CN\">");
        foreach (var loading in new[] { "http:", "https:", "url(", "@import", "<script", "<link", "<img", "src=", "href=" })
            html.ShouldNotContain(loading);
    }

    [Fact]
    public void Markup_in_the_records_stays_text()
    {
        var html = HtmlRenderer.Render(Made.All["signs"]);
        html.ShouldNotContain("<b>");
        html.ShouldNotContain("<script");
        html.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void Gaps_are_marked() =>
        Parse(Made.Report() with { DatedOn = null }).Descendants("mark").Select(mark => mark.Value).ShouldBe(["〔待填：存在的不足和原因〕", PrintedLine.Undated]);

    /// <summary>The page is well-formed XML, too: a reader that forgives nothing understands it.</summary>
    private static XElement Parse(ReportDocument document)
    {
        using var reader = XmlReader.Create(new StringReader(HtmlRenderer.Render(document)), new() { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static IEnumerable<string> Lines(XElement element) => element.Name.LocalName switch
    {
        "div" or "footer" => element.Elements().Select(line => line.Value),
        "h1" => element.Nodes().OfType<XText>().Select(text => text.Value),
        _ => [element.Value],
    };
}
