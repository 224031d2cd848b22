using System.Text;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents.Tests;

public sealed class ReportFormatsTests
{
    [Theory]
    [InlineData("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("text", ".txt", "text/plain; charset=utf-8")]
    [InlineData("html", ".html", "text/html; charset=utf-8")]
    [InlineData("json", ".json", "application/json; charset=utf-8")]
    public void Each_format_has_its_name_and_type(string format, string extension, string type)
    {
        var rendered = ReportFormats.Render(Made.Report(), format)!;
        rendered.FileName.ShouldBe("虹桥乡2023年度法治政府建设情况报告" + extension);
        rendered.ContentType.ShouldBe(type);
        rendered.Content.ShouldBe(ReportFormats.Render(Made.Report(), format)!.Content);
        ReportFormats.Names.ShouldContain(format);
    }

    [Theory]
    [InlineData("pdf")]
    [InlineData("DOCX")]
    [InlineData("")]
    public void An_unknown_format_is_nothing(string format) => ReportFormats.Render(Made.Report(), format).ShouldBeNull();

    [Fact]
    public void A_name_that_no_file_can_have_loses_the_signs_that_make_it_so() =>
        ReportFormats.Render(Made.Report(Made.Hongqiao with { Name = "虹桥/../乡\r\n" }), "text")!.FileName.ShouldBe("虹桥..乡2023年度法治政府建设情况报告.txt");

    [Fact]
    public void Text_has_no_byte_order_mark() => ReportFormats.Render(Made.Report(), "text")!.Content[..3].ShouldBe(Encoding.UTF8.GetBytes("虹"));

    [Fact]
    public void Signs_that_XML_forbids_are_left_out_and_breaks_become_spaces()
    {
        var text = TextRenderer.Render(Made.Of([Made.Body(new Run("甲\u0000\u0008乙\ud800丙\uffff丁\r\n戊\t己\u2028庚\ud83d\ude00辛\udc00"))]));
        text.ShouldContain("　　甲乙丙丁 戊 己 庚😀辛\n");
    }
}
