using System.Text.Json;
using Microsoft.Playwright;

namespace FaZhiCloud.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class PagesTests(ConsoleFixture console)
{
    private static readonly string s_axe = Path.Combine(GatewayProcess.Metadata("Console"), "node_modules", "axe-core", "axe.min.js");

    [Fact]
    public async Task The_reference_shows_the_operations_to_who_is_signed_in_and_the_way_to_sign_in_to_others()
    {
        await using (var nobody = await console.OpenAsync())
        {
            await nobody.GoAsync("/docs");
            (await nobody.Link("去登录").GetAttributeAsync("href")).ShouldBe("/sign-in");
        }

        await using var window = await console.OpenAsync(Demo.Clerk);
        await window.GoAsync("/docs");
        await window.Page.Locator(".opblock-tag", new() { HasText = "学法 Study" }).ClickAsync();
        await window.SeesAsync("登记一次学法，或登记汇总数");
    }

    [Fact]
    public async Task Main_pages_have_no_serious_barrier()
    {
        Assert.SkipUnless(File.Exists(s_axe), "gateway/console 尚未 npm ci (axe-core is not installed)");
        await using var window = await console.OpenAsync(Demo.County);
        var axe = await File.ReadAllTextAsync(s_axe);
        var found = new List<string>();
        foreach (var path in Paths())
        {
            await window.GoAsync(path);
            await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await window.Page.EvaluateAsync(axe + ";0");
            var violations = await window.Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })).violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id} ${one.nodes[0].html}`)");
            found.AddRange(violations.EnumerateArray().Select(violation => $"{path} {violation.GetString()}"));
        }

        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Main_pages_fit_a_phone()
    {
        await using var window = await console.OpenAsync(Demo.County, width: 375);
        var found = new List<string>();
        foreach (var path in Paths())
        {
            await window.GoAsync(path);
            await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            if (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") > 0)
                found.Add($"{path} is wider than the screen");
        }

        found.ShouldBeEmpty();
    }

    private string[] Paths()
    {
        var township = $"/townships/{console.Township}";
        return
        [
            "/board?year=2023", "/townships?year=2023", $"{township}?year=2023", $"{township}/study-sessions?year=2023", $"{township}/leading-groups?form=add",
            $"{township}/ledgers/publicity?year=2023&record=entry-33", $"{township}/reports/{ConsoleFixture.Today().Year}?trace=f1", "/alerts?state=all",
        ];
    }
}
