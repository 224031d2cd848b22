using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace FaZhiCloud.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class RecordingTests(ConsoleFixture console)
{
    [Fact]
    public async Task A_study_session_is_recorded_listed_and_its_figure_in_the_report_shows_the_record()
    {
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync("/");
        await window.Button("登记学法").ClickAsync();
        await window.Field("学习专题").FillAsync("宪法宣誓制度");
        await window.Field("参加人次").FillAsync("37");
        await window.Button("保存").ClickAsync();
        await window.SeesAsync("登记学法成功");
        await window.Link("宪法宣誓制度").WaitForAsync();

        await window.Button("年度报告").ClickAsync();
        await window.Link("37人次").ClickAsync();
        var panel = window.Page.GetByRole(AriaRole.Complementary);
        await panel.GetByText("依据 1 条记录").WaitForAsync();
        (await panel.InnerTextAsync()).ShouldContain("37");
        (await panel.InnerTextAsync()).ShouldContain("人次");
        await panel.GetByRole(AriaRole.Link, new() { Name = "宪法宣誓制度" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Dialog).GetByText("37人次").WaitForAsync();
    }

    [Fact]
    public async Task An_error_stands_at_its_field_and_what_was_typed_stays()
    {
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync($"/townships/{console.Township}/study-sessions?form=add");
        await window.Field("学习专题").FillAsync("行政处罚法");
        await window.Field("参加人次").FillAsync("很多");
        await window.Button("保存").ClickAsync();
        var field = window.Page.Locator(".ant-form-item", new() { Has = window.Field("参加人次") });
        await field.GetByText("数量应写成").WaitForAsync();
        (await window.Field("参加人次").InputValueAsync()).ShouldBe("很多");
        (await window.Field("学习专题").InputValueAsync()).ShouldBe("行政处罚法");
        (await window.Field("参加人次").GetAttributeAsync("aria-invalid")).ShouldBe("true");
    }

    [Fact]
    public async Task What_was_typed_when_the_session_ended_is_there_again_after_signing_in()
    {
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync($"/townships/{console.Township}/study-sessions?form=add");
        await window.Field("学习专题").FillAsync("信访工作条例");
        await window.Page.EvaluateAsync("sessionStorage.setItem('fazhi.token', 'no.such.token'); sessionStorage.removeItem('fazhi.refresh')");
        await window.Button("保存").ClickAsync();
        await window.SeesAsync("登录已过期，请重新登录");
        await window.Field("用户名").FillAsync(Demo.Clerk);
        await window.Field("口令").FillAsync(Demo.Password);
        await window.Button("登录").ClickAsync();
        await window.SeesAsync("这是登录过期前填写的内容，尚未保存");
        (await window.Field("学习专题").InputValueAsync()).ShouldBe("信访工作条例");
    }

    [Fact]
    public async Task A_submission_whose_answer_got_lost_is_recorded_once_when_it_is_repeated()
    {
        await using var window = await console.OpenAsync(Demo.Clerk);
        var lost = false;
        await window.Page.RouteAsync("**/ledgers/publicity", async route =>
        {
            if (route.Request.Method != "POST" || lost)
            {
                await route.ContinueAsync();
                return;
            }

            lost = true;
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await window.GoAsync($"/townships/{console.Township}/ledgers/publicity?form=add");
        await window.Field("活动形式").ClickAsync();
        await window.Page.Locator(".ant-select-item-option").First.ClickAsync();
        await window.Field("发放宣传资料").FillAsync("2000余");
        await window.Button("保存").ClickAsync();
        await window.SeesAsync("连接不上服务器");
        await window.Button("重试").ClickAsync();
        await window.SeesAsync("登记成功");

        using var clerk = await console.Gateway.SignInAsync(Demo.Clerk);
        var entries = await clerk.GetFromJsonAsync<JsonElement>($"/api/v1/townships/{console.Township}/ledgers/publicity?year={ConsoleFixture.Today().Year}");
        entries.GetProperty("total").GetInt32().ShouldBe(1);
        entries.GetProperty("items")[0].GetProperty("data").GetProperty("facts").GetProperty("fields").GetProperty("materials").GetString().ShouldBe("2000余");
    }

    [Fact]
    public async Task A_record_is_corrected_and_declared_void_with_reasons_that_its_history_keeps()
    {
        using var clerk = await console.Gateway.SignInAsync(Demo.Clerk);
        var answer = await Demo.PostAsync(clerk, $"/api/v1/townships/{console.Township}/ledgers/meetings", new { on = $"{ConsoleFixture.Today():yyyy-MM-dd}", fields = new { type = "special" } });
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync($"/townships/{console.Township}/record?id={answer.GetProperty("recordId").GetString()}");
        await window.Button("更正").ClickAsync();
        await window.Field("研究事项").FillAsync("年度普法计划");
        await window.Field("原因").FillAsync("补登研究事项");
        await window.Button("保存").ClickAsync();
        await window.SeesAsync("更正成功");
        await window.Button("作废").ClickAsync();
        await window.Field("原因").FillAsync("重复登记");
        await window.Button("确认作废").ClickAsync();
        await window.SeesAsync("作废成功");
        await window.Button("变更历史").ClickAsync();
        var history = window.Page.GetByRole(AriaRole.Region, new() { Name = "变更历史" });
        await history.GetByText("原因：重复登记").WaitForAsync();
        (await history.InnerTextAsync()).ShouldContain("原因：补登研究事项");
    }

    [Fact]
    public async Task A_change_that_somebody_else_made_meanwhile_is_shown_before_it_can_be_overwritten()
    {
        using var clerk = await console.Gateway.SignInAsync(Demo.Clerk);
        var entries = $"/api/v1/townships/{console.Township}/ledgers/disclosure";
        object Facts(int count) => new { on = $"{ConsoleFixture.Today().Year}", count, source = "政务公开台账", fields = new { } };
        var record = (await Demo.PostAsync(clerk, entries, Facts(10))).GetProperty("recordId").GetString();
        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync($"/townships/{console.Township}/ledgers/disclosure?record={record}&form=corrections");
        await window.Field("数量").FillAsync("30");
        await window.Field("原因").FillAsync("核实");
        await Demo.PostAsync(clerk, $"{entries}/{record}/corrections", new { facts = Facts(20), reason = "补登" });
        await window.Button("保存").ClickAsync();
        await window.Button("查看最新内容").ClickAsync();
        await window.SeesAsync("数量：20条");
        (await window.Field("数量").InputValueAsync()).ShouldBe("30");
        await window.Button("保存").ClickAsync();
        await window.SeesAsync("更正成功");
    }

    [Fact]
    public async Task Somebody_who_may_only_read_is_offered_no_form()
    {
        await using var window = await console.OpenAsync("auditor");
        await window.GoAsync($"/townships/{console.Township}/study-sessions?year=2023&form=add");
        await window.SeesAsync("学习《民法典》");
        (await window.Button("登记学法").CountAsync()).ShouldBe(0);
        (await window.Button("保存").CountAsync()).ShouldBe(0);
    }
}
