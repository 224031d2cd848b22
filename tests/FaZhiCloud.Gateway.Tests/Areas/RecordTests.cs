using System.Text.Json;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Tests.Areas;

public sealed class RecordTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    [Fact]
    public async Task A_void_record_stays_readable_with_who_when_and_why_and_counts_no_more()
    {
        var (township, clerk, root) = await TownshipAsync();
        var kept = (await clerk.PostAsync($"{root}/ledgers/publicity", Campaign(300))).ShouldBe(201).RecordId;
        var wrong = (await clerk.PostAsync($"{root}/ledgers/publicity", Campaign(50))).ShouldBe(201).RecordId;
        (await PeopleAsync(clerk, root)).ShouldBe(350);

        (await clerk.PostAsync($"{root}/records/{wrong}/void", """{"reason":"重复登记"}""")).ShouldBe(200);

        (await PeopleAsync(clerk, root)).ShouldBe(300);
        var record = (await clerk.GetAsync($"{root}/records/{wrong}")).ShouldBe(200).Json;
        record.GetProperty("void").GetProperty("reason").GetString().ShouldBe("重复登记");
        record.GetProperty("void").GetProperty("by").GetString().ShouldBe($"Clerk-{township.Name}");
        record.GetProperty("void").GetProperty("at").GetDateTimeOffset().ShouldBe(gateway.Time.Now);
        record.GetProperty("data").GetProperty("facts").GetProperty("fields").GetProperty("people").GetInt32().ShouldBe(50);
        var history = await HistoryAsync(clerk, root, wrong);
        history.Select(item => item.GetProperty("event").GetString()).ShouldBe(["ledger-entry-recorded", "record-voided"]);
        history[1].GetProperty("why").GetString().ShouldBe("重复登记");
        history[1].GetProperty("actor").GetString().ShouldBe($"Clerk-{township.Name}");
        history[1].GetProperty("at").GetDateTimeOffset().ShouldBe(gateway.Time.Now);
        (await IdsAsync(clerk, $"{root}/ledgers/publicity")).ShouldBe([kept]);
        (await IdsAsync(clerk, $"{root}/ledgers/publicity?withVoid=true")).ShouldBe([kept, wrong]);
        (await clerk.PostAsync($"{root}/records/{wrong}/void", """{"reason":"再来一次"}""")).ShouldRefuse(409, "record.void");
        (await clerk.PostAsync($"{root}/ledgers/publicity/{wrong}/corrections", $$"""{"facts":{{Campaign(7)}},"reason":"更正"}""")).ShouldRefuse(409, "record.void");
    }

    [Fact]
    public async Task A_correction_keeps_what_was_said_before_and_asks_for_its_reason()
    {
        var (_, clerk, root) = await TownshipAsync();
        var entry = (await clerk.PostAsync($"{root}/ledgers/publicity", Campaign(300))).ShouldBe(201).RecordId;

        (await clerk.PostAsync($"{root}/ledgers/publicity/{entry}/corrections", $$"""{"facts":{{Campaign(310)}},"reason":""}""")).ShouldRefuse(422, "field.required", "reason");
        (await clerk.PostAsync($"{root}/ledgers/publicity/{entry}/corrections", $$"""{"facts":{{Campaign(310)}},"reason":"按签到表核实"}""")).ShouldBe(200);

        (await PeopleAsync(clerk, root)).ShouldBe(310);
        var history = await HistoryAsync(clerk, root, entry);
        history.Select(item => item.GetProperty("data").GetProperty("facts").GetProperty("fields").GetProperty("people").GetInt32()).ShouldBe([300, 310]);
        history[1].GetProperty("why").GetString().ShouldBe("按签到表核实");
    }

    [Fact]
    public async Task Paging_over_120_entries_has_no_gap_and_no_double_even_while_entries_come_in()
    {
        var (_, clerk, root) = await TownshipAsync();
        for (var i = 0; i < 120; i++)
            (await clerk.PostAsync($"{root}/ledgers/publicity", Campaign(i))).ShouldBe(201);

        var seen = new List<string>();
        var next = "";
        for (var page = 0; next is not null; page++)
        {
            var json = (await clerk.GetAsync($"{root}/ledgers/publicity?limit=50{(next.Length > 0 ? $"&after={next}" : "")}")).ShouldBe(200).Json;
            seen.AddRange(json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            next = json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
            if (page == 0)
                (await clerk.PostAsync($"{root}/records/{seen[10]}/void", """{"reason":"重复登记"}""")).ShouldBe(200);
        }

        seen.ShouldBe(Enumerable.Range(1, 120).Select(i => $"entry-{i}"));
        (await clerk.GetAsync($"{root}/ledgers/publicity?limit=200")).Json.GetProperty("total").GetInt32().ShouldBe(119);
    }

    [Fact]
    public async Task A_cursor_whose_record_was_voided_meanwhile_still_leads_on()
    {
        var (_, clerk, root) = await TownshipAsync();
        for (var i = 0; i < 5; i++)
            (await clerk.PostAsync($"{root}/ledgers/publicity", Campaign(i))).ShouldBe(201);
        var next = (await clerk.GetAsync($"{root}/ledgers/publicity?limit=2")).Json.GetProperty("next").GetString();
        (await clerk.PostAsync($"{root}/records/{next}/void", """{"reason":"重复登记"}""")).ShouldBe(200);

        (await IdsAsync(clerk, $"{root}/ledgers/publicity?limit=200&after={next}")).ShouldBe(["entry-3", "entry-4", "entry-5"]);
    }

    [Fact]
    public async Task The_history_and_the_townships_page_by_cursor_too()
    {
        var (_, clerk, root) = await TownshipAsync();
        var officer = (await clerk.PostAsync($"{root}/officers", """{"name":"李某"}""")).ShouldBe(201).RecordId;
        for (var i = 0; i < 6; i++)
            (await clerk.PostAsync($"{root}/officers/{officer}/corrections", $$"""{"facts":{"name":"李{{i}}"},"reason":"第{{i}}次"}""")).ShouldBe(200);
        var versions = new List<long>();
        for (var next = "0"; next is not null;)
        {
            var json = (await clerk.GetAsync($"{root}/records/{officer}/history?limit=3&after={next}")).ShouldBe(200).Json;
            versions.AddRange(json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("version").GetInt64()));
            next = json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        versions.ShouldBe([1, 2, 3, 4, 5, 6, 7]);

        var county = gateway.As(Role.County, TestGateway.County);
        for (var i = 0; i < 5; i++)
            await gateway.TownshipAsync($"第{i}乡");
        var all = (await county.GetAsync("/api/v1/townships?limit=200")).Json;
        var codes = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var json = (await county.GetAsync($"/api/v1/townships?limit=2{(next.Length > 0 ? $"&after={next}" : "")}")).ShouldBe(200).Json;
            codes.AddRange(json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!));
            next = json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        codes.ShouldBe(all.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!));
        codes.Count.ShouldBe(all.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Lists_can_be_narrowed_by_year_and_words()
    {
        var (_, clerk, root) = await TownshipAsync();
        (await clerk.PostAsync($"{root}/study-sessions", """{"on":"2025-03-12","kind":"lecture","topics":["民法典"]}""")).ShouldBe(201);
        (await clerk.PostAsync($"{root}/study-sessions", """{"on":"2026-03-12","kind":"lecture","topics":["宪法"]}""")).ShouldBe(201);

        (await IdsAsync(clerk, $"{root}/study-sessions?year=2025")).ShouldBe(["session-1"]);
        (await IdsAsync(clerk, $"{root}/study-sessions?q=宪法")).ShouldBe(["session-2"]);
        (await IdsAsync(clerk, $"{root}/study-sessions?q=%25")).ShouldBeEmpty();
        (await clerk.GetAsync($"{root}?year=2026")).ShouldBe(200).Json.GetProperty("years").EnumerateArray().Select(year => year.GetInt32()).ShouldBe([2025, 2026]);
    }

    private static string Campaign(int people) => $$$"""{"on":"2026-02-0{{{people % 9 + 1}}}","title":"宣传","fields":{"form":"campaign","people":{{{people}}}}}""";

    private static async Task<decimal> PeopleAsync(ApiClient clerk, string root) =>
        (await clerk.GetAsync($"{root}/reports/2026?format=json")).ShouldBe(200).Json.GetProperty("traces").EnumerateArray()
            .Where(trace => trace.GetProperty("key").GetString()!.StartsWith("publicity.people", StringComparison.Ordinal)).Sum(trace => trace.GetProperty("value").GetDecimal());

    private static async Task<List<JsonElement>> HistoryAsync(ApiClient clerk, string root, string record) =>
        [.. (await clerk.GetAsync($"{root}/records/{record}/history")).ShouldBe(200).Json.GetProperty("items").EnumerateArray()];

    private static async Task<List<string>> IdsAsync(ApiClient clerk, string path) =>
        [.. (await clerk.GetAsync(path)).ShouldBe(200).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private async Task<(Division Township, ApiClient Clerk, string Root)> TownshipAsync()
    {
        var township = await gateway.TownshipAsync();
        return (township, gateway.As(Role.Clerk, township), $"/api/v1/townships/{township.Id}");
    }
}
