namespace FaZhiCloud.Documents.Tests;

public sealed class TextRendererTests
{
    [Fact]
    public void A_paragraph_is_a_line_indented_by_two_full_width_spaces() =>
        TextRenderer.Render(Made.Of([Made.Heading(1, "一、", "主要举措和成效"), Made.Body(new Domain.Run("发放宣传资料"), new("2000余份", "f1"), new("。"))])).ShouldBe(
            """
            虹桥乡2023年度法治政府建设
            情况报告

            中共弋阳县委员会、弋阳县人民政府：
            　　一、主要举措和成效
            　　发放宣传资料2000余份。

            虹桥乡人民政府
            2023年12月10日

            抄送：中共弋阳县委员会全面依法治县委员会办公室。

            """);

    [Fact]
    public void A_colon_that_the_template_already_has_is_not_doubled() =>
        TextRenderer.Render(Made.Report() with { Addressee = "县委全面依法治县委员会：" }).ShouldContain("\n县委全面依法治县委员会：\n");

    [Fact]
    public void Without_addressee_and_copies_the_text_follows_the_title_and_ends_with_the_date()
    {
        var text = TextRenderer.Render(Made.Of([Made.Body(new Domain.Run("正文。"))]) with { Addressee = null, CopiesTo = [] });
        text.ShouldContain("情况报告\n\n　　正文。\n\n虹桥乡人民政府\n");
        text.ShouldEndWith("2023年12月10日\n");
    }
}
