namespace FaZhiCloud.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class AlertTests(ConsoleFixture console)
{
    [Fact]
    public async Task An_alert_leads_to_its_record_and_is_acknowledged_with_a_note()
    {
        await using var window = await console.OpenAsync(Demo.Leader);
        await window.GoAsync("/alerts");
        var row = window.Page.Locator("tr", new() { HasText = Demo.Officer });
        await row.GetByText("还有20天").WaitForAsync();
        await row.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "签收" }).ClickAsync();
        await window.Field("正在怎样处理（可不填）").FillAsync("已通知本人报名换证考试");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "签收" }).ClickAsync();
        await window.SeesAsync("没有未签收的提醒");

        await window.GoAsync("/alerts?state=acknowledged");
        await window.SeesAsync("已通知本人报名换证考试");
        await row.GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).GetByText("20天后到期").WaitForAsync();
    }

    [Fact]
    public async Task The_boards_numbers_lead_to_what_they_count()
    {
        await using var window = await console.OpenAsync(Demo.County);
        await window.GoAsync("/");
        await window.Page.WaitForURLAsync("**/board");
        var row = window.Page.Locator("tr", new() { HasText = "观紫镇" });
        await row.Locator("[data-label='30天内到期'] a").ClickAsync();
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = Demo.Officer }).WaitForAsync();
    }
}
