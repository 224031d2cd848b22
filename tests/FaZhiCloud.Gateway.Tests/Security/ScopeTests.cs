using System.Text;
using System.Text.Json.Nodes;
using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Tests.Security;

public sealed class ScopeTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    [Fact]
    public async Task Outside_ones_scope_every_township_route_answers_as_if_there_were_no_such_township()
    {
        var mine = await gateway.TownshipAsync();
        var routes = gateway.Endpoints.Where(endpoint => endpoint.Pattern().StartsWith("/api/v1/townships/{township", StringComparison.Ordinal)).ToList();
        routes.Count.ShouldBeGreaterThan(35);
        (await gateway.As(Role.Clerk, TestGateway.Sibling).PostAsync($"/api/v1/townships/{TestGateway.Sibling.Id}/officers", """{"name":"李某"}""")).ShouldBe(201);
        var before = await gateway.StoredAsync();

        foreach (var endpoint in routes)
        {
            var told = new List<string>();
            foreach (var elsewhere in new[] { TestGateway.Sibling.Id, TestGateway.Distant.Id, TestGateway.Foreign.Id, TestGateway.County.Id, Guid.NewGuid() })
                told.Add((await AskAsync(endpoint, gateway.As(Role.Clerk, mine), elsewhere)).ShouldRefuse(404, "not_found").Told);
            told.Distinct().ShouldHaveSingleItem();
        }

        (await gateway.StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Outside_ones_scope_every_division_route_answers_as_if_there_were_no_such_division()
    {
        foreach (var endpoint in gateway.Endpoints.Where(endpoint => endpoint.Pattern().StartsWith("/api/v1/divisions/{division", StringComparison.Ordinal)))
        {
            foreach (var elsewhere in new[] { TestGateway.OtherCounty.Id, TestGateway.Distant.Id, TestGateway.City.Id, TestGateway.OtherProvince.Id, Guid.NewGuid() })
                (await AskAsync(endpoint, gateway.As(Role.County, TestGateway.County), elsewhere)).ShouldRefuse(404, "not_found");
            (await AskAsync(endpoint, gateway.As(Role.County, TestGateway.County), TestGateway.County.Id)).ShouldBe(200);
        }
    }

    [Fact]
    public async Task The_list_of_townships_ends_at_the_border()
    {
        var names = (await gateway.As(Role.County, TestGateway.County).GetAsync("/api/v1/townships?limit=200")).ShouldBe(200).Text;
        names.ShouldContain("邻镇");
        names.ShouldNotContain("远乡");
        names.ShouldNotContain("外省乡");

        (await gateway.As(Role.County, TestGateway.County).GetAsync($"/api/v1/townships?under={TestGateway.OtherCounty.Id}")).ShouldRefuse(404, "not_found");
        (await gateway.As(Role.Province, TestGateway.OtherProvince).GetAsync("/api/v1/townships")).ShouldBe(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_tenant_in_the_token_that_is_not_the_paths_own_opens_nothing()
    {
        var forged = gateway.Services.GetService(typeof(TokenIssuer)) as TokenIssuer;
        var token = forged!.Issue(TestGateway.Account(Role.Province, TestGateway.Province) with { TenantId = TestGateway.OtherProvince.TenantId });

        (await gateway.Anonymous().With(token).GetAsync($"/api/v1/townships/{TestGateway.Sibling.Id}")).ShouldRefuse(404);
        (await gateway.Anonymous().With(token).GetAsync("/api/v1/townships")).ShouldBe(200).Json.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Adviser)]
    public async Task Who_may_only_read_is_refused_every_write_and_reads_all(Role role)
    {
        var township = await gateway.TownshipAsync();
        var before = await gateway.StoredAsync();

        foreach (var endpoint in gateway.Endpoints.Where(endpoint => endpoint.Writes()))
            (await AskAsync(endpoint, gateway.As(role, township), township.Id)).ShouldRefuse(403, "forbidden");

        (await gateway.StoredAsync()).ShouldBe(before);
        (await gateway.As(role, township).GetAsync($"/api/v1/townships/{township.Id}/certificates")).ShouldBe(200);
        (await gateway.As(role, township).PostAsync($"/api/v1/townships/{township.Id}/reports/2026/assemble", "{}")).ShouldBe(200);
    }

    [Fact]
    public async Task County_city_and_province_write_for_the_townships_below_and_the_journal_names_them()
    {
        var township = await gateway.TownshipAsync();
        foreach (var (role, at) in new[] { (Role.County, TestGateway.County), (Role.City, TestGateway.City), (Role.Province, TestGateway.Province) })
        {
            var made = (await gateway.As(role, at).PostAsync($"/api/v1/townships/{township.Id}/officers", """{"name":"李某"}""")).ShouldBe(201);
            (await gateway.As(role, at).GetAsync($"/api/v1/townships/{township.Id}/records/{made.RecordId}")).ShouldBe(200).Json.GetProperty("recordedBy").GetString().ShouldBe($"{role}-{at.Name}");
        }
    }

    [Fact]
    public async Task Nobody_says_in_a_body_who_writes_for_whom_about_which_record_at_which_version()
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        var before = await gateway.StoredAsync();

        foreach (var endpoint in gateway.Endpoints.Where(endpoint => endpoint.Example() is not null))
        {
            foreach (var member in new[] { "tenant", "tenantId", "actor", "recordedBy", "recordId", "seenVersion", "version", "id", "key", "$type", "__proto__" })
            {
                var body = JsonNode.Parse(endpoint.Example()!)!.AsObject();
                body[member] = member is "version" or "seenVersion" ? 1 : "officer-1";
                var reply = (await clerk.SendAsync(endpoint.Verb(), endpoint.At(township), Encoding.UTF8.GetBytes(body.ToJsonString()))).ShouldRefuse(400);
                if (member != "$type")
                    reply.ShouldRefuse(400, "field.unknown", member);
            }
        }

        (await gateway.StoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Signing_in_needs_the_right_password_of_an_account_that_is_not_disabled()
    {
        var accounts = (AccountStore)gateway.Services.GetService(typeof(AccountStore))!;
        foreach (var name in new[] { "wang", "zhao" })
            await accounts.AddAsync(TestGateway.Account(Role.Clerk, TestGateway.Sibling, name) with { PasswordHash = AccountStore.Hash(name, "一个很长的口令 2026") }, default);
        await gateway.ScalarAsync<bool>("with gone as (update accounts set disabled = true where user_name = 'zhao' returning 1) select true");

        var signedIn = (await SignInAsync("wang", "一个很长的口令 2026")).ShouldBe(200);
        (await gateway.Anonymous().With(signedIn.Json.GetProperty("accessToken").GetString()).GetAsync("/api/v1/auth/me")).ShouldBe(200).Json.GetProperty("userName").GetString().ShouldBe("wang");

        var wrong = (await SignInAsync("wang", "guess")).ShouldRefuse(401, "sign_in.failed");
        (await SignInAsync("nobody", "guess")).ShouldRefuse(401, "sign_in.failed").Told.ShouldBe(wrong.Told);
        (await SignInAsync("zhao", "一个很长的口令 2026")).ShouldRefuse(401, "sign_in.failed").Told.ShouldBe(wrong.Told);
        (await SignInAsync("", "guess")).ShouldRefuse(422, "field.required", "userName");
        (await SignInAsync("wang\\u0000", "guess")).ShouldRefuse(422, "field.control_character", "userName");
        (await SignInAsync("wang", new string('x', 5_000_000))).ShouldRefuse(422, "field.too_long", "password");
        (await gateway.Anonymous().PostAsync("/api/v1/auth/token", """{"userName":"wang"}""")).ShouldRefuse(400, "field.required", "password");
        (await gateway.Anonymous().PostAsync("/api/v1/auth/token", "null")).ShouldRefuse(400);
    }

    private Task<Reply> SignInAsync(string name, string password) =>
        gateway.Anonymous().PostAsync("/api/v1/auth/token", $$"""{"userName":"{{name}}","password":"{{password}}"}""");

    private static Task<Reply> AskAsync(Microsoft.AspNetCore.Routing.RouteEndpoint endpoint, ApiClient client, Guid division) =>
        client.SendAsync(endpoint.Verb(), endpoint.At(division), endpoint.Verb() == "GET" ? null : Encoding.UTF8.GetBytes(endpoint.Example() ?? "{}"));
}
