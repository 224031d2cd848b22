using System.Text.Json;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Scheduling;
using FaZhiCloud.Townships;
using Microsoft.Extensions.DependencyInjection;

namespace FaZhiCloud.Gateway.Tests.Alerts;

public sealed class AlertTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    [Fact]
    public async Task A_certificate_with_25_days_left_is_announced_once_acknowledged_by_one_and_counted_on_the_board()
    {
        var (township, clerk) = await CertificateAsync(25);
        await SweepAsync();
        await SweepAsync();

        var alert = (await InboxAsync(clerk, township)).ShouldHaveSingleItem();
        alert.GetProperty("kind").GetString().ShouldBe("certificate");
        alert.GetProperty("ruleId").GetString().ShouldBe("R-CERT-1");
        alert.GetProperty("step").GetInt32().ShouldBe(30);
        alert.GetProperty("dueOn").GetString().ShouldBe("2026-03-27");
        (await InboxAsync(gateway.As(Role.County, TestGateway.County), TestGateway.County)).ShouldContain(item => item.GetProperty("id").GetInt64() == alert.GetProperty("id").GetInt64());
        (await BoardAsync(township)).ShouldBe((0, 1, 1));

        var acknowledge = $"/api/v1/alerts/{alert.GetProperty("id")}/acknowledge";
        var done = (await clerk.PostAsync(acknowledge, """{"note":"已报名"}""")).ShouldBe(200).Json;
        done.GetProperty("state").GetString().ShouldBe("acknowledged");
        done.GetProperty("settledBy").GetString().ShouldBe($"Clerk-{township.Name}");
        (await clerk.PostAsync(acknowledge, """{"note":"再说一遍"}""")).ShouldBe(200).Json.GetProperty("note").GetString().ShouldBe("已报名");
        (await gateway.As(Role.Leader, township).PostAsync(acknowledge, "{}")).ShouldRefuse(409, "alert.settled");

        (await BoardAsync(township)).ShouldBe((0, 1, 0));
        (await InboxAsync(clerk, township, "?state=open")).ShouldBeEmpty();
        (await InboxAsync(clerk, township, "?state=acknowledged")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_renewed_certificate_is_announced_no_more_and_its_pending_alert_is_cancelled()
    {
        var (township, clerk) = await CertificateAsync(5);
        await SweepAsync();
        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/certificates/cert-2/renewals", """{"validFrom":"2026-03-05","validTo":"2031-03-04"}""")).ShouldBe(200);
        await SweepAsync();

        (await InboxAsync(clerk, township)).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("cancelled");
        (await BoardAsync(township)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_lapsed_certificate_stands_on_the_board_as_lapsed()
    {
        var (township, _) = await CertificateAsync(-1);
        (await BoardAsync(township)).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Leaders_acknowledge_auditors_do_not_and_strangers_see_nothing()
    {
        var (township, _) = await CertificateAsync(10);
        await SweepAsync();
        var id = (await InboxAsync(gateway.As(Role.Auditor, TestGateway.Province), township)).ShouldHaveSingleItem().GetProperty("id").GetInt64();

        (await gateway.As(Role.Auditor, TestGateway.Province).PostAsync($"/api/v1/alerts/{id}/acknowledge", "{}")).ShouldRefuse(403, "forbidden");
        foreach (var stranger in new[] { gateway.As(Role.Clerk, TestGateway.Sibling), gateway.As(Role.County, TestGateway.OtherCounty), gateway.As(Role.Province, TestGateway.OtherProvince) })
        {
            var told = (await stranger.PostAsync($"/api/v1/alerts/{id}/acknowledge", "{}")).ShouldRefuse(404, "not_found").Told;
            (await stranger.PostAsync("/api/v1/alerts/999999999/acknowledge", "{}")).ShouldRefuse(404, "not_found").Told.ShouldBe(told);
        }

        (await gateway.As(Role.Leader, township).PostAsync($"/api/v1/alerts/{id}/acknowledge", """{"note":"a\u0000"}""")).ShouldRefuse(422, "field.control_character", "note");
        (await gateway.As(Role.Leader, township).PostAsync($"/api/v1/alerts/{id}/acknowledge", "{}")).ShouldBe(200);
    }

    [Fact]
    public async Task The_inbox_pages_by_cursor()
    {
        var (township, clerk) = await CertificateAsync(20);
        for (var i = 0; i < 6; i++)
            (await clerk.PostAsync($"/api/v1/townships/{township.Id}/certificates", $$"""{"officerId":"officer-1","number":"页{{i}}","validFrom":"2022-01-01","validTo":"2026-03-1{{i}}"}""")).ShouldBe(201);
        await SweepAsync();
        var seen = new List<long>();
        for (string? next = ""; next is not null;)
        {
            var page = (await clerk.GetAsync($"/api/v1/divisions/{township.Id}/alerts?limit=3{(next.Length > 0 ? $"&after={next}" : "")}")).ShouldBe(200).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            next = page.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        seen.Count.ShouldBe(7);
        seen.ShouldBe(seen.Distinct().OrderDescending());
    }

    private async Task SweepAsync() => await new AlertSweep(gateway.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), gateway.Time).RunAsync();

    private async Task<(Division Township, ApiClient Clerk)> CertificateAsync(int daysLeft)
    {
        var township = await gateway.TownshipAsync($"{daysLeft}日乡");
        var clerk = gateway.As(Role.Clerk, township);
        var root = $"/api/v1/townships/{township.Id}";
        (await clerk.PostAsync($"{root}/officers", """{"name":"李某","onQuota":true}""")).ShouldBe(201);
        var to = new DateOnly(2026, 3, 2).AddDays(daysLeft);
        (await clerk.PostAsync($"{root}/certificates", $$"""{"officerId":"officer-1","number":"川N{{daysLeft}}","validFrom":"2021-03-27","validTo":"{{to:yyyy-MM-dd}}"}""")).ShouldBe(201);
        return (township, clerk);
    }

    private static async Task<List<JsonElement>> InboxAsync(ApiClient client, Division division, string query = "") =>
        [.. (await client.GetAsync($"/api/v1/divisions/{division.Id}/alerts{query}")).ShouldBe(200).Json.GetProperty("items").EnumerateArray()];

    private async Task<(int Lapsed, int DueSoon, int Open)> BoardAsync(Division township)
    {
        var board = (await gateway.As(Role.County, TestGateway.County).GetAsync($"/api/v1/divisions/{TestGateway.County.Id}/board")).ShouldBe(200).Json;
        var row = board.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("id").GetGuid() == township.Id);
        board.GetProperty("lapsed").GetInt32().ShouldBe(board.GetProperty("rows").EnumerateArray().Sum(each => each.GetProperty("lapsed").GetInt32()));
        return (row.GetProperty("lapsed").GetInt32(), row.GetProperty("dueSoon").GetInt32(), row.GetProperty("openAlerts").GetInt32());
    }
}
