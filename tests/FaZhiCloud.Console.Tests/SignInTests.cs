namespace FaZhiCloud.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class SignInTests(ConsoleFixture console)
{
    [Fact]
    public async Task A_wrong_password_is_refused_in_words_and_the_right_one_leads_to_the_township()
    {
        await using var window = await console.OpenAsync();
        await window.GoAsync("/");
        await window.Field("用户名").FillAsync(Demo.Clerk);
        await window.Field("口令").FillAsync("wrong");
        await window.Button("登录").ClickAsync();
        await window.SeesAsync("用户名或口令不正确");

        await window.Field("口令").FillAsync(Demo.Password);
        await window.Button("登录").ClickAsync();
        await window.Page.WaitForURLAsync($"**/townships/{console.Township}");
        await window.SeesAsync("观紫镇经办人（演示）");

        await window.Button("退出").ClickAsync();
        await window.Page.WaitForURLAsync("**/sign-in");
        (await window.Page.GetByText("登录已过期").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_any_more_leads_to_sign_in_with_a_notice_and_back_to_the_page()
    {
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync("/alerts");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "提醒" }).WaitForAsync();
        await window.Page.EvaluateAsync("sessionStorage.setItem('fazhi.token', 'no.such.token'); sessionStorage.removeItem('fazhi.refresh')");
        await window.Page.ReloadAsync();
        await window.SeesAsync("登录已过期，请重新登录");

        await window.Field("用户名").FillAsync(Demo.Clerk);
        await window.Field("口令").FillAsync(Demo.Password);
        await window.Button("登录").ClickAsync();
        await window.Page.WaitForURLAsync("**/alerts");
    }
}
