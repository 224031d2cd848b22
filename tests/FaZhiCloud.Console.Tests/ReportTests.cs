using Microsoft.Playwright;

namespace FaZhiCloud.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class ReportTests(ConsoleFixture console)
{
    [Fact]
    public async Task The_report_is_laid_out_its_gaps_listed_and_its_figures_open_from_the_keyboard()
    {
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync($"/townships/{console.Township}/reports/2023");
        var paper = window.Page.GetByRole(AriaRole.Article);
        await paper.GetByText("关于2023年度法治政府建设情况的报告").WaitForAsync();
        await paper.GetByText("中共仪陇县委、仪陇县人民政府：").WaitForAsync();
        var gaps = await paper.Locator("p mark").CountAsync();
        gaps.ShouldBeGreaterThan(1);
        await window.SeesAsync($"待填 {gaps - 1} 处");

        var figure = paper.GetByRole(AriaRole.Link, new() { Name = "13个" }).First;
        await figure.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        var panel = window.Page.GetByRole(AriaRole.Complementary);
        await panel.GetByText("2023年基本情况").WaitForAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await panel.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await figure.EvaluateAsync<bool>("element => element === document.activeElement")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_report_arrives_as_a_file_in_each_format()
    {
        (string Button, string Begins, string Extension)[] formats = [("Word 文档", "PK\u0003\u0004", ".docx"), ("纯文本", "仪陇县观紫镇人民政府", ".txt"), ("网页", "<!DOCTYPE html>", ".html"), ("JSON", "{", ".json")];
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync($"/townships/{console.Township}/reports/2023");
        foreach (var (button, begins, extension) in formats)
        {
            var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
            download.SuggestedFilename.ShouldEndWith(extension);
            download.SuggestedFilename.ShouldContain("观紫镇2023");
            var content = await File.ReadAllTextAsync(await download.PathAsync());
            content.TrimStart('\ufeff')[..100].ShouldStartWith(begins);
        }
    }

    [Fact]
    public async Task Another_cut_off_makes_another_report()
    {
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync($"/townships/{console.Township}/reports/2023?cutOff=2022-12-31");
        await window.SeesAsync("截止日应在2023年内");
        await window.GoAsync($"/townships/{console.Township}/reports/2023?cutOff=2023-06-30");
        await window.SeesAsync("截至2023年6月30日");
    }
}
