using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Tests.Http;

/// <summary>Nothing that a client sends is answered with 500, and nothing refused leaves a trace.</summary>
public sealed class BadInputTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    private const string Long = "\"@5MB\"";

    /// <summary>Path below the township, body, status, code, field.</summary>
    public static readonly TheoryData<string, string, int, string, string?> Wrong = new()
    {
        { "officers", """{"name":"李""", 400, "json.malformed", null },
        { "officers", """{"name":"李某",}""", 400, "json.malformed", null },
        { "officers", "name=李某", 400, "json.malformed", null },
        { "officers", "", 400, "json.malformed", null },
        { "officers", "null", 400, "field.unreadable", null },
        { "officers", "[]", 400, "field.wrong_type", null },
        { "officers", "\"李某\"", 400, "field.wrong_type", null },
        { "officers", """{"name":"李某","salary":9000}""", 400, "field.unknown", "salary" },
        { "officers", "{}", 400, "field.required", "name" },
        { "officers", """{"name":null}""", 400, "field.wrong_type", "name" },
        { "officers", """{"name":7}""", 400, "field.wrong_type", "name" },
        { "officers", """{"name":["李某"]}""", 400, "field.wrong_type", "name" },
        { "officers", """{"name":"  "}""", 422, "field.required", "name" },
        { "officers", """{"name":"李\u0000某"}""", 422, "field.control_character", "name" },
        { "officers", """{"name":"李\u001b[31m"}""", 422, "field.control_character", "name" },
        { "officers", """{"name":"李\ud800"}""", 400, "field.wrong_type", "name" },
        { "officers", """{"name":"李某","onQuota":"yes"}""", 400, "field.wrong_type", "onQuota" },
        { "officers", $$"""{"name":{{Long}}}""", 422, "field.too_long", "name" },
        { "officers", $$"""{"name":"李某",{{Long}}:1}""", 400, "field.unknown", null },
        { "certificates", """{"officerId":"officer-1","number":"1","validFrom":"2026-01-02","validTo":"2026-01-01"}""", 422, "certificate.term_reversed", "validTo" },
        { "certificates", """{"officerId":"officer-1","number":"1","validFrom":"0000-01-02","validTo":"2026-01-01"}""", 400, "field.wrong_type", "validFrom" },
        { "certificates", """{"officerId":"officer-1","number":"1","validFrom":"0001-01-02","validTo":"2026-01-01"}""", 422, "date.out_of_range", "validFrom" },
        { "certificates", """{"officerId":"officer-1","number":"1","validFrom":"2026-02-30","validTo":"2027-01-01"}""", 400, "field.wrong_type", "validFrom" },
        { "certificates", """{"officerId":"officer-1","number":"1","validFrom":"2026-01-01","validTo":"9999-12-31"}""", 422, "date.out_of_range", "validTo" },
        { "certificates", """{"officerId":"officer-77","number":"1","validFrom":"2026-01-01","validTo":"2026-12-31"}""", 422, "record.missing", "officerId" },
        { "certificates", """{"officerId":"","number":"1","validFrom":"2026-01-01","validTo":"2026-12-31"}""", 422, "record.missing", "officerId" },
        { "study-sessions", """{"on":"0000-03-12","kind":"lecture"}""", 400, "field.unreadable", "on" },
        { "study-sessions", """{"on":"0000","kind":"lecture","source":"x"}""", 400, "field.unreadable", "on" },
        { "study-sessions", """{"on":"2026-Q5","kind":"lecture"}""", 400, "field.unreadable", "on" },
        { "study-sessions", """{"on":0,"kind":"lecture"}""", 400, "field.unreadable", "on" },
        { "study-sessions", """{"kind":"lecture"}""", 400, "field.required", "on" },
        { "study-sessions", """{"on":null,"kind":"lecture"}""", 400, "field.unreadable", "on" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","attendance":-3}""", 422, "figure.negative", "attendance" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","attendance":"-3"}""", 400, "field.unreadable", "attendance" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","attendance":2.5}""", 422, "figure.not_whole", "attendance" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","attendance":1e400}""", 400, "field.unreadable", "attendance" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","attendance":100000000001}""", 422, "figure.too_large", "attendance" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","attendance":"99999999999万"}""", 422, "figure.too_large", "attendance" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","attendance":true}""", 400, "field.unreadable", "attendance" },
        { "study-sessions", """{"on":"2026-03-12","kind":"seminar"}""", 400, "field.wrong_type", "kind" },
        { "study-sessions", """{"on":"2026-03-12","kind":3}""", 400, "field.wrong_type", "kind" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","topics":[null]}""", 400, "field.required", "topics[0]" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","topics":"宪法"}""", 400, "field.wrong_type", "topics" },
        { "study-sessions", """{"on":"2026-03-12","kind":"lecture","planItemId":"plan-99"}""", 422, "record.missing", "planItemId" },
        { "leading-groups", """{"name":"小组","composition":{"on":"2026","members":[null]}}""", 400, "field.required", "composition.members[0]" },
        { "leading-groups", """{"name":"小组","composition":{"on":"2026","members":[]}}""", 422, "leading_group.empty", "members" },
        { "leading-groups", """{"name":"小组","composition":{"on":"2026","members":null}}""", 400, "field.wrong_type", "composition.members" },
        { "leading-groups", """{"name":"小组","composition":{"on":"2026","members":[{"role":"head"}]}}""", 400, "field.required", "composition.members[0].post" },
        { "adviser-contracts", """{"signedOn":"2026","firm":"所","lawyers":[null]}""", 400, "field.required", "lawyers[0]" },
        { "adviser-contracts", """{"signedOn":"2026","firm":"所","term":{"from":"2026-02-01","to":"2026-01-01"}}""", 422, "date.reversed", "term.to" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{"form":"campaign","people":-3}}""", 422, "figure.negative", "fields.people" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{"form":"campaign","people":1e400}}""", 400, "field.unreadable", "fields.people" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{"form":"campaign","people":"很多"}}""", 422, "figure.unreadable", "fields.people" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{"form":"circus"}}""", 422, "field.no_such_choice", "fields.form" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{}}""", 422, "field.required", "fields.form" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":null}""", 400, "field.wrong_type", "fields" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{"form":"campaign","colour":"red"}}""", 422, "field.unknown", "fields.colour" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{"form":"campaign","days":{"a":1}}}""", 400, "field.unreadable", "fields.days" },
        { "ledgers/publicity", """{"on":"2026-12-04","fields":{"form":"campaign","days":["12.4",4]}}""", 400, "field.unreadable", null },
        { "ledgers/publicity", """{"on":"2026-12-04","includes":[null],"fields":{"form":"campaign"}}""", 400, "field.required", "includes[0]" },
        { "ledgers/publicity", """{"on":"2026","count":3,"fields":{"form":"campaign"}}""", 422, "field.required", "source" },
        { "ledgers/mediation", """{"on":"2026","count":3,"source":"统计","fields":{"type":"people","succeeded":4}}""", 422, "figure.part_exceeds_whole", "fields.succeeded" },
        { "ledgers/no-such-ledger", """{"on":"2026-12-04","fields":{}}""", 404, "ledger.unknown", null },
        { "decisions", """{"year":0,"matter":"事项"}""", 422, "date.out_of_range", "year" },
        { "decisions", """{"year":99999999999,"matter":"事项"}""", 400, "field.wrong_type", "year" },
        { "decisions", """{"year":"2026","matter":"事项"}""", 400, "field.wrong_type", "year" },
        { "decisions", """{"year":2026.5,"matter":"事项"}""", 400, "field.wrong_type", "year" },
        { "records/officer-1/void", """{"reason":""}""", 422, "field.required", "reason" },
        { "records/officer-99/void", """{"reason":"重复"}""", 404, "record.missing", null },
        { "imports", """{"year":2026}""", 422, "import.empty", null },
        { "imports", """{"year":2026,"officers":[null]}""", 400, "field.required", "officers[0]" },
        { "imports", """{"year":2026,"ledgers":{"publicity":[null]}}""", 400, "field.required", "ledgers.publicity[0]" },
        { "reports/2026/assemble", """{"cutOff":"2025-12-31"}""", 422, "report.cut_off_outside", "cutOff" },
        { "reports/2026/assemble", """{"cutOff":"soon"}""", 400, "field.wrong_type", "cutOff" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named_in_two_languages_and_nothing_is_stored(string path, string body, int status, string code, string? field)
    {
        var (township, clerk) = await TownshipAsync();
        var before = await gateway.StoredAsync();

        var reply = await clerk.PostAsync($"/api/v1/townships/{township.Id}/{path}", body.Replace("@5MB", new string('法', 1_700_000), StringComparison.Ordinal));

        reply.ShouldRefuse(status, code, field).Body.Length.ShouldBeLessThan(64 << 10, "a refusal does not send back what it was sent");
        (await gateway.StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Lists_nesting_and_bodies_have_their_limits()
    {
        var (township, clerk) = await TownshipAsync();
        var root = $"/api/v1/townships/{township.Id}";
        var before = await gateway.StoredAsync();

        var topics = string.Join(',', Enumerable.Repeat("\"宪法\"", 201));
        (await clerk.PostAsync($"{root}/study-sessions", $$"""{"on":"2026-03-12","kind":"lecture","topics":[{{topics}}]}""")).ShouldRefuse(422, "field.too_many", "topics");
        var members = string.Join(',', Enumerable.Repeat("""{"role":"head","post":"书记"}""", 201));
        (await clerk.PostAsync($"{root}/leading-groups", $$$"""{"name":"小组","composition":{"on":"2026","members":[{{{members}}}]}}""")).ShouldRefuse(422, "field.too_many", "members");
        var nested = new string('[', 5_000) + new string(']', 5_000);
        (await clerk.PostAsync($"{root}/officers", $$"""{"name":{{nested}}}""")).ShouldRefuse(400);
        (await clerk.PostAsync($"{root}/officers", nested)).ShouldRefuse(400);
        var fields = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"f{i}\":1"));
        (await clerk.PostAsync($"{root}/ledgers/publicity", $$$"""{"on":"2026-12-04","fields":{ {{{fields}}} }}""")).ShouldRefuse(422).Body.Length.ShouldBeLessThan(64 << 10);

        (await clerk.PostAsync($"{root}/officers", $$"""{"name":"{{new string('a', 9 << 20)}}"}""")).ShouldRefuse(413, "request.too_large");
        (await gateway.Anonymous().PostAsync("/api/v1/auth/token", $$"""{"userName":"{{new string('a', 9 << 20)}}"}""")).ShouldRefuse(413, "request.too_large");
        (await clerk.SendAsync("POST", $"{root}/officers", "<name>李某</name>"u8.ToArray(), contentType: "application/xml")).ShouldRefuse(415, "content_type.not_json");
        (await clerk.SendAsync("POST", $"{root}/officers", "name=x"u8.ToArray(), contentType: "application/x-www-form-urlencoded")).ShouldRefuse(415, "content_type.not_json");
        (await clerk.SendAsync("POST", $"{root}/officers", [0xFF, 0xFE, 0x00, 0x7B])).ShouldRefuse(400, "json.malformed");
        (await clerk.SendAsync("POST", $"{root}/officers", [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8])).ShouldRefuse(400);

        (await gateway.StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_import_of_a_hundred_thousand_rows_is_refused_at_once()
    {
        var (township, clerk) = await TownshipAsync();
        var before = await gateway.StoredAsync();
        var rows = string.Join(',', Enumerable.Repeat("""{"name":"李某"}""", 100_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/imports", $$"""{"year":2026,"officers":[{{rows}}]}""")).ShouldRefuse(422, "field.too_many", "officers");

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await gateway.StoredAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("townships?limit=0", 422, "limit")]
    [InlineData("townships?limit=201", 422, "limit")]
    [InlineData("townships?limit=-1", 422, "limit")]
    [InlineData("townships?limit=many", 400, null)]
    [InlineData("townships?limit=99999999999999", 400, null)]
    [InlineData("townships?year=99999", 422, "year")]
    [InlineData("townships?year=0", 422, "year")]
    [InlineData("townships?under=here", 400, null)]
    [InlineData("townships?q=%00", 400, null)]
    [InlineData("townships?after=%00", 400, null)]
    [InlineData("townships/{id}?year=99999", 422, "year")]
    [InlineData("townships/{id}/officers?limit=0", 422, "limit")]
    [InlineData("townships/{id}/officers?limit=201", 422, "limit")]
    [InlineData("townships/{id}/officers?year=99999", 422, "year")]
    [InlineData("townships/{id}/officers?withVoid=perhaps", 400, null)]
    [InlineData("townships/{id}/ledgers/publicity?limit=0", 422, "limit")]
    [InlineData("townships/{id}/ledgers/no-such-ledger", 404, null)]
    [InlineData("townships/{id}/records/officer-99", 404, null)]
    [InlineData("townships/{id}/records/officer-99/history", 404, null)]
    [InlineData("townships/{id}/records/%00", 400, null)]
    [InlineData("townships/{id}/records/officer-1/history?limit=0", 422, "limit")]
    [InlineData("townships/{id}/records/officer-1/history?after=x", 400, null)]
    [InlineData("townships/{id}/reports/99999", 422, "year")]
    [InlineData("townships/{id}/reports/99999999999", 404, null)]
    [InlineData("townships/{id}/reports/2026?format=pdf", 422, "format")]
    [InlineData("townships/{id}/reports/2026?cutOff=2025-01-01", 422, "cutOff")]
    [InlineData("townships/{id}/reports/2026?cutOff=soon", 400, null)]
    [InlineData("townships/{id}/reports/2027", 422, "cutOff")]
    [InlineData("townships/not-an-id", 404, null)]
    [InlineData("divisions/{id}/alerts?state=lost", 422, null)]
    [InlineData("divisions/{id}/alerts?kind=%00", 400, null)]
    [InlineData("divisions/{id}/alerts?limit=201", 422, "limit")]
    [InlineData("divisions/{id}/alerts?after=x", 400, null)]
    [InlineData("divisions/{id}/board?year=99999", 422, "year")]
    [InlineData("nothing/here", 404, null)]
    public async Task Queries_out_of_bounds_are_refused_too(string path, int status, string? field)
    {
        var (township, clerk) = await TownshipAsync();

        var reply = await clerk.GetAsync("/api/v1/" + path.Replace("{id}", $"{township.Id}", StringComparison.Ordinal));

        if (path.Contains("/%00", StringComparison.Ordinal))
            reply.Status.ShouldBeInRange(400, 404); // Kestrel itself
        else
            reply.ShouldRefuse(status, field: field);
    }

    /// <summary>Every value of every example is spoilt in every way below, one at a time.</summary>
    [Fact]
    public async Task However_an_example_is_spoilt_the_answer_is_never_500_and_what_is_accepted_can_be_reported_on()
    {
        string[] spoilers =
        [
            "null", "-3", "1e400", "1e25", "0.1", "99999999999999999999", "true", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"0000-00-00\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"近\"", "\"万\"",
            "[]", "[null]", "[[]]", "{}", "{\"$type\":\"x\"}", $"\"{new string('乱', 30_000)}\"",
        ];
        var (township, clerk) = await TownshipAsync();
        var (requests, accepted) = (0, 0L);
        var journal = await gateway.ScalarAsync<long>($"select count(distinct at) from journal where township_id = '{township.Id}'");

        foreach (var endpoint in gateway.Endpoints.Where(endpoint => endpoint.Writes()))
        {
            foreach (var body in Spoilt(endpoint.Example()!, spoilers))
            {
                requests++;
                gateway.Time.Now = gateway.Time.Now.AddMilliseconds(1);
                var reply = await clerk.SendAsync(endpoint.Verb(), endpoint.At(township), Encoding.UTF8.GetBytes(body));
                if (reply.Status is 200 or 201)
                    accepted++;
                else
                    reply.ShouldRefuse(reply.Status).Status.ShouldBeOneOf(400, 404, 409, 422);
            }
        }

        requests.ShouldBeGreaterThan(2_000);
        (await gateway.ScalarAsync<long>($"select count(distinct at) from journal where township_id = '{township.Id}'") - journal).ShouldBe(accepted);
        foreach (var format in new[] { "docx", "text", "html", "json" })
            (await clerk.GetAsync($"/api/v1/townships/{township.Id}/reports/2026?format={format}&cutOff=2026-12-31")).ShouldBe(200);
        (await clerk.GetAsync($"/api/v1/townships/{township.Id}")).ShouldBe(200);
    }

    [Theory]
    [InlineData("control characters", "\"a\\u0007b\"")]
    [InlineData("30,000 characters", null)]
    [InlineData("an object", "{\"a\":1}")]
    public async Task No_text_anywhere_takes(string what, string? spoiler)
    {
        var (township, clerk) = await TownshipAsync();
        spoiler ??= $"\"{new string('长', 30_000)}\"";
        foreach (var endpoint in gateway.Endpoints.Where(endpoint => endpoint.Writes()))
        {
            foreach (var body in Spoilt(endpoint.Example()!, [spoiler], JsonValueKind.String))
            {
                var reply = await clerk.SendAsync(endpoint.Verb(), endpoint.At(township), Encoding.UTF8.GetBytes(body));
                if (reply.Status != 404) // about a record that is not there
                    reply.ShouldRefuse(reply.Status).Status.ShouldBeOneOf([400, 409, 422], what);
            }
        }
    }

    /// <summary>The example with one value replaced, for each value and each spoiler.</summary>
    private static IEnumerable<string> Spoilt(string example, IReadOnlyList<string> spoilers, JsonValueKind? only = null)
    {
        const string Mark = "@@@";
        var count = Places(JsonNode.Parse(example)!, only).Count();
        for (var i = 0; i < count; i++)
        {
            var copy = JsonNode.Parse(example)!;
            Places(copy, only).ElementAt(i).ReplaceWith(Mark);
            var text = copy.ToJsonString();
            foreach (var spoiler in spoilers)
                yield return text.Replace($"\"{Mark}\"", spoiler, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<JsonNode> Places(JsonNode node, JsonValueKind? only)
    {
        var below = node switch
        {
            JsonObject of => of.Select(pair => pair.Value!),
            JsonArray list => list.Select(item => item!),
            _ => [],
        };
        foreach (var child in below.ToList())
        {
            if (only is null || child.GetValueKind() == only)
                yield return child;
            foreach (var deeper in Places(child, only))
                yield return deeper;
        }
    }

    private async Task<(Division Township, ApiClient Clerk)> TownshipAsync()
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/officers", """{"name":"李某"}""")).ShouldBe(201).RecordId.ShouldBe("officer-1");
        return (township, clerk);
    }
}
