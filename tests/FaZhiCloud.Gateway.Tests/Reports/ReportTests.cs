using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Tests.Reports;

public sealed class ReportTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["text"] = "text/plain",
        ["html"] = "text/html",
        ["json"] = "application/json",
    };

    [Fact]
    public async Task A_report_comes_in_four_formats_always_with_the_same_bytes()
    {
        var (clerk, root) = await ImportedAsync();
        foreach (var (format, type) in Types)
        {
            var first = (await clerk.GetAsync($"{root}/reports/2023?format={format}")).ShouldBe(200);
            var again = (await clerk.GetAsync($"{root}/reports/2023?format={format}")).ShouldBe(200);

            first.ContentHeaders.ContentType!.MediaType.ShouldBe(type);
            first.ContentHeaders.ContentDisposition!.FileNameStar.ShouldEndWith(format == "text" ? ".txt" : $".{format}");
            first.Body.Length.ShouldBeGreaterThan(1_000);
            again.Body.ShouldBe(first.Body, format);
            first.ETag.ShouldNotBeNullOrEmpty();
            again.ETag.ShouldBe(first.ETag);
            (await clerk.GetAsync($"{root}/reports/2023?format={format}", ifNoneMatch: first.ETag)).Status.ShouldBe(304);
            if (format == "docx")
                first.Body[..4].ShouldBe("PK\x03\x04"u8.ToArray());
        }
    }

    [Fact]
    public async Task Every_figure_leads_to_records_that_can_be_opened()
    {
        var (clerk, root) = await ImportedAsync();
        var traces = (await clerk.GetAsync($"{root}/reports/2023?format=json")).ShouldBe(200).Json.GetProperty("traces").EnumerateArray().ToList();
        traces.Count.ShouldBeGreaterThan(10);
        var records = traces.SelectMany(trace => trace.GetProperty("sources").EnumerateArray()).Select(source => (Id: source.GetProperty("recordId").GetString()!, Version: source.GetProperty("version").GetInt64())).Distinct().ToList();
        records.Count.ShouldBeGreaterThan(10);
        traces.ShouldAllBe(trace => trace.GetProperty("sources").GetArrayLength() > 0);

        foreach (var (id, version) in records)
            (await clerk.GetAsync($"{root}/records/{id}")).ShouldBe(200).Json.GetProperty("version").GetInt64().ShouldBe(version);
    }

    [Fact]
    public async Task Assembling_says_what_is_there_what_is_missing_and_where_to_fetch_it()
    {
        var (clerk, root) = await ImportedAsync();
        var assembled = (await clerk.PostAsync($"{root}/reports/2023/assemble", """{"cutOff":"2023-11-30"}""", ApiClient.NoKey)).ShouldBe(200).Json;

        assembled.GetProperty("cutOff").GetString().ShouldBe("2023-11-30");
        assembled.GetProperty("figures").GetInt32().ShouldBeGreaterThan(10);
        foreach (var (format, type) in Types)
            (await clerk.GetAsync(assembled.GetProperty("formats").GetProperty(format).GetString()!)).ShouldBe(200).ContentHeaders.ContentType!.MediaType.ShouldBe(type);
        var json = (await clerk.GetAsync(assembled.GetProperty("formats").GetProperty("json").GetString()!)).Body;
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(json)).ShouldBe(assembled.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Records_after_the_cut_off_do_not_count()
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        var root = $"/api/v1/townships/{township.Id}";
        (await clerk.PostAsync($"{root}/ledgers/publicity", """{"on":"2026-01-10","fields":{"form":"campaign","people":100}}""")).ShouldBe(201);
        (await clerk.PostAsync($"{root}/ledgers/publicity", """{"on":"2026-02-10","fields":{"form":"campaign","people":10}}""")).ShouldBe(201);

        (await PeopleAsync("2026-01-09")).ShouldBe(0);
        (await PeopleAsync("2026-01-31")).ShouldBe(100);
        (await PeopleAsync("2026-02-10")).ShouldBe(110);

        async Task<decimal> PeopleAsync(string cutOff) => (await clerk.GetAsync($"{root}/reports/2026?cutOff={cutOff}")).ShouldBe(200).Json.GetProperty("traces").EnumerateArray()
            .Where(trace => trace.GetProperty("key").GetString()!.StartsWith("publicity.people", StringComparison.Ordinal)).Sum(trace => trace.GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task A_township_without_records_has_a_report_of_gaps()
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        foreach (var format in Types.Keys)
            (await clerk.GetAsync($"/api/v1/townships/{township.Id}/reports/2025?format={format}")).ShouldBe(200).Body.ShouldNotBeEmpty();
        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/reports/2025/assemble", "{}")).ShouldBe(200).Json.GetProperty("gaps").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private async Task<(ApiClient Clerk, string Root)> ImportedAsync()
    {
        var township = await gateway.TownshipAsync("观紫镇");
        var clerk = gateway.As(Role.Clerk, township);
        var root = $"/api/v1/townships/{township.Id}";
        (await clerk.PostAsync($"{root}/imports", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Demo", "guanzi-2023.json")))).ShouldBe(201);
        return (clerk, root);
    }
}
