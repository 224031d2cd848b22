using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.Extensions.DependencyInjection;

namespace FaZhiCloud.Gateway.Tests.Accounts;

public sealed class AccountTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    private static int names;

    [Fact]
    public async Task A_county_makes_accounts_below_itself_and_each_step_is_told()
    {
        var county = gateway.As(Role.County, TestGateway.County, "county-boss");
        var name = Name();
        var made = (await county.PostAsync("/api/v1/accounts", Add(name, Role.Clerk, TestGateway.Sibling))).ShouldBe(201).Json;
        var id = made.GetProperty("id").GetGuid();
        (await county.PostAsync("/api/v1/accounts", Add(name, Role.Clerk, TestGateway.Sibling))).ShouldRefuse(409, "account.name_taken", "userName");
        var first = made.GetProperty("firstPassword").GetString()!;
        (await SignInAsync(name, first)).ShouldRefuse(403, "sign_in.change_needed");
        var session = (await SignInAsync(name, first, "Bai-yun-7391")).ShouldBe(200).Json.GetProperty("accessToken").GetString();

        var granted = (await county.PostAsync($"/api/v1/accounts/{id}/grants", $$"""{"role":"leader","divisionId":"{{TestGateway.Sibling.Id}}"}""")).ShouldBe(200);
        (await gateway.Anonymous().With(session).GetAsync("/api/v1/auth/me")).ShouldRefuse(401, "unauthenticated");
        granted.Json.GetProperty("grants").GetArrayLength().ShouldBe(2);
        (await county.PostAsync($"/api/v1/accounts/{id}/grants", $$"""{"role":"leader","divisionId":"{{TestGateway.Sibling.Id}}"}""")).ShouldRefuse(409, "grant.held");
        var leader = granted.Json.GetProperty("grants").EnumerateArray().Single(grant => grant.GetProperty("role").GetString() == "leader").GetProperty("id").GetGuid();
        (await county.PostAsync($"/api/v1/accounts/{id}/grants/{leader}/end", "{}")).ShouldBe(200).Json.GetProperty("grants").GetArrayLength().ShouldBe(1);
        (await county.PostAsync($"/api/v1/accounts/{id}/grants/{leader}/end", "{}")).ShouldRefuse(404);
        (await county.PostAsync($"/api/v1/accounts/{id}/disable", "{}")).ShouldBe(200);
        (await SignInAsync(name, "Bai-yun-7391")).ShouldRefuse(401, "sign_in.failed");
        (await county.PostAsync($"/api/v1/accounts/{id}/enable", "{}")).ShouldBe(200);
        var reset = (await county.PostAsync($"/api/v1/accounts/{id}/password-reset", "{}")).ShouldBe(200).Json.GetProperty("firstPassword").GetString()!;
        (await SignInAsync(name, reset)).ShouldRefuse(403, "sign_in.change_needed");

        var auditor = gateway.As(Role.Auditor, TestGateway.County);
        var told = (await auditor.GetAsync("/api/v1/audit?limit=200")).ShouldBe(200).Json.GetProperty("items").EnumerateArray()
            .Where(line => line.GetProperty("subject").GetString() == name).Select(line => line.GetProperty("action").GetString()!).Reverse().ToList();
        told.ShouldBe(["account.added", "password.changed", "session.begun", "grant.added", "grant.ended", "account.disabled", "session.failed", "account.enabled", "password.reset"]);
    }

    [Fact]
    public async Task Delegation_ends_at_ones_own_scope_and_rights()
    {
        var county = gateway.As(Role.County, TestGateway.County);
        (await county.PostAsync("/api/v1/accounts", Add(Name(), Role.Clerk, TestGateway.Distant))).ShouldRefuse(404);
        (await county.PostAsync("/api/v1/accounts", Add(Name(), Role.Clerk, TestGateway.Foreign))).ShouldRefuse(404);
        (await county.PostAsync("/api/v1/accounts", Add(Name(), Role.Province, TestGateway.Province))).ShouldRefuse(404);
        foreach (var beyond in new[] { Role.City, Role.Province, Role.Auditor, Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin })
            (await county.PostAsync("/api/v1/accounts", Add(Name(), beyond, TestGateway.County))).ShouldRefuse(403, "forbidden");
        (await county.PostAsync("/api/v1/accounts", Add(Name(), Role.Clerk, TestGateway.County))).ShouldRefuse(422, "role.level", "role");
        (await county.PostAsync("/api/v1/accounts", Add("a b", Role.Clerk, TestGateway.Sibling))).ShouldRefuse(422, "account.name_form", "userName");
        (await gateway.As(Role.Clerk, TestGateway.Sibling).PostAsync("/api/v1/accounts", Add(Name(), Role.Clerk, TestGateway.Sibling))).ShouldRefuse(403, "forbidden");

        var mightier = await AccountAsync(Role.City, TestGateway.City, (Role.Clerk, TestGateway.Sibling));
        (await county.GetAsync($"/api/v1/accounts/{mightier}")).ShouldBe(200);
        foreach (var deed in new[] { "disable", "password-reset", "unlock" })
            (await county.PostAsync($"/api/v1/accounts/{mightier}/{deed}", "{}")).ShouldRefuse(403, "forbidden");
        (await county.PostAsync($"/api/v1/accounts/{mightier}/grants", $$"""{"role":"leader","divisionId":"{{TestGateway.Sibling.Id}}"}""")).ShouldRefuse(403);
        (await county.PostAsync($"/api/v1/accounts/{await AccountAsync(Role.Clerk, TestGateway.Sibling)}/grants", $$"""{"role":"leader","divisionId":"{{TestGateway.Sibling.Id}}","reveal":true}""")).ShouldRefuse(422, "grant.beyond_own", "reveal");
    }

    [Fact]
    public async Task Lists_of_accounts_end_at_the_border()
    {
        var (near, far, abroad) = (await AccountAsync(Role.Clerk, TestGateway.Sibling), await AccountAsync(Role.Clerk, TestGateway.Distant), await AccountAsync(Role.Clerk, TestGateway.Foreign));
        var county = gateway.As(Role.County, TestGateway.County);
        var seen = (await county.GetAsync("/api/v1/accounts?limit=200")).ShouldBe(200).Text;
        seen.ShouldContain($"{near}");
        seen.ShouldNotContain($"{far}");
        seen.ShouldNotContain($"{abroad}");
        seen.ShouldNotContain("password", Case.Insensitive);
        var told = (await county.GetAsync($"/api/v1/accounts/{far}")).ShouldRefuse(404, "not_found").Told;
        foreach (var nobody in new[] { abroad, Guid.NewGuid() })
            (await county.GetAsync($"/api/v1/accounts/{nobody}")).ShouldRefuse(404, "not_found").Told.ShouldBe(told);
        (await county.GetAsync($"/api/v1/accounts?under={TestGateway.OtherCounty.Id}")).ShouldRefuse(404);
        (await gateway.As(Role.Province, TestGateway.Province).GetAsync("/api/v1/accounts?limit=200")).ShouldBe(200).Text.ShouldNotContain($"{abroad}");
    }

    [Fact]
    public async Task Several_grants_open_several_places_and_nothing_between_them()
    {
        var two = await AccountAsync(Role.Clerk, TestGateway.Sibling, (Role.Leader, TestGateway.Distant));
        var account = (await gateway.Services.GetRequiredService<AccountStore>().ActiveAsync(TestGateway.Province.Id, two, default))!;
        var client = gateway.Anonymous().With(gateway.Services.GetRequiredService<TokenIssuer>().Issue(account));
        foreach (var (place, status) in new[] { (TestGateway.Sibling, 201), (TestGateway.Distant, 403), (TestGateway.Foreign, 404) })
            (await client.PostAsync($"/api/v1/townships/{place.Id}/officers", """{"name":"李某"}""")).ShouldBe(status);
        (await client.GetAsync("/api/v1/townships")).ShouldBe(200).Json.GetProperty("total").GetInt32().ShouldBe(2);
        (await client.GetAsync($"/api/v1/divisions/{TestGateway.City.Id}")).ShouldRefuse(404);
    }

    [Fact]
    public async Task An_invitation_makes_the_account_that_was_meant_once()
    {
        var county = gateway.As(Role.County, TestGateway.County);
        (await county.PostAsync("/api/v1/invitations", $$"""{"displayName":"李某","role":"province","divisionId":"{{TestGateway.County.Id}}"}""")).ShouldRefuse(403);
        var invitation = (await county.PostAsync("/api/v1/invitations", $$"""{"displayName":"李某","role":"clerk","divisionId":"{{TestGateway.Sibling.Id}}"}""")).ShouldBe(201).Json.GetProperty("invitation").GetString()!;
        var name = Name();
        (await AcceptAsync(invitation, name, "weak")).ShouldRefuse(422, "password.too_short", "password");
        (await AcceptAsync(invitation[..^1] + (invitation[^1] == '0' ? '1' : '0'), name, "Bai-yun-7391")).ShouldRefuse(404);
        (await AcceptAsync(invitation, name, "Bai-yun-7391")).ShouldBe(204);
        (await AcceptAsync(invitation, Name(), "Bai-yun-7391")).ShouldRefuse(404);
        var token = (await SignInAsync(name, "Bai-yun-7391")).ShouldBe(200).Json.GetProperty("accessToken").GetString();
        (await gateway.Anonymous().With(token).GetAsync("/api/v1/auth/me")).ShouldBe(200).Json.GetProperty("divisionId").GetGuid().ShouldBe(TestGateway.Sibling.Id);

        Task<Reply> AcceptAsync(string secret, string userName, string password) =>
            gateway.Anonymous().PostAsync("/api/v1/invitations/accept", $$"""{"invitation":"{{secret}}","userName":"{{userName}}","password":"{{password}}"}""");
    }

    [Fact]
    public async Task With_the_three_administrators_apart_none_does_anothers_part_and_the_province_does_none()
    {
        var rules = gateway.Services.GetRequiredService<TenantRulesStore>();
        await rules.SetAsync(TestGateway.OtherProvince.Id, new(SeparateAdmins: true, false, 30), new("operator", "rules.changed"), gateway.Time.GetUtcNow(), default);
        var doors = new[] { ("/api/v1/rules", Role.SystemAdmin), ("/api/v1/accounts", Role.SecurityAdmin), ("/api/v1/audit", Role.AuditAdmin) };
        foreach (var role in Enum.GetValues<Role>())
        {
            var client = gateway.As(role, TestGateway.OtherProvince);
            foreach (var (door, key) in doors)
                (await client.GetAsync(door)).ShouldBe(role == key || (role == Role.Auditor && key == Role.AuditAdmin) ? 200 : 403);
        }

        var security = gateway.As(Role.SecurityAdmin, TestGateway.OtherProvince);
        foreach (var admin in Authority.ThreeAdmins)
            (await security.PostAsync("/api/v1/accounts", Add(Name(), admin, TestGateway.OtherProvince))).ShouldRefuse(403, "forbidden");
        (await security.PostAsync("/api/v1/accounts", Add(Name(), Role.Clerk, TestGateway.Foreign))).ShouldBe(201);
        (await security.GetAsync($"/api/v1/townships/{TestGateway.Foreign.Id}")).ShouldRefuse(403, "forbidden");

        var admins = await AccountAsync(Role.AuditAdmin, TestGateway.Province);
        (await gateway.As(Role.Province, TestGateway.Province).PostAsync($"/api/v1/accounts/{admins}/grants", $$"""{"role":"systemAdmin","divisionId":"{{TestGateway.Province.Id}}"}""")).ShouldRefuse(422, "role.separate", "role");
    }

    [Fact]
    public async Task The_audit_trail_is_filtered_scoped_exported_and_verified()
    {
        await SignInAsync("=cmd|calc", "x");
        await AccountAsync(Role.Clerk, TestGateway.Sibling);
        var county = gateway.As(Role.Auditor, TestGateway.County);
        var distant = gateway.As(Role.County, TestGateway.OtherCounty, "other-boss");
        var name = Name();
        (await distant.PostAsync("/api/v1/accounts", Add(name, Role.Clerk, TestGateway.Distant))).ShouldBe(201);
        (await county.GetAsync("/api/v1/audit?actor=other-boss")).ShouldBe(200).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        var province = gateway.As(Role.Auditor, TestGateway.Province);
        (await province.GetAsync("/api/v1/audit?actor=other-boss&action=account")).ShouldBe(200).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await province.GetAsync($"/api/v1/audit?under={TestGateway.Foreign.Id}")).ShouldRefuse(404);
        (await gateway.As(Role.Clerk, TestGateway.Sibling).GetAsync("/api/v1/audit")).ShouldRefuse(403, "forbidden");
        (await province.GetAsync("/api/v1/audit?limit=0")).ShouldRefuse(422, "limit.out_of_range", "limit");
        var csv = (await province.GetAsync("/api/v1/audit/export")).ShouldBe(200);
        csv.ContentHeaders.ContentType!.MediaType.ShouldBe("text/csv");
        csv.Text.ShouldContain(name);
        (await province.GetAsync("/api/v1/audit?action=audit.exported")).ShouldBe(200).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        var verdict = (await province.GetAsync("/api/v1/audit/verification")).ShouldBe(200).Json;
        verdict.TryGetProperty("firstBroken", out _).ShouldBeFalse();
        verdict.GetProperty("lines").GetInt64().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Nobody_says_in_a_body_about_an_account_who_did_it_or_for_which_tenant()
    {
        var county = gateway.As(Role.County, TestGateway.County);
        foreach (var member in new[] { "tenant", "tenantId", "createdBy", "passwordHash", "id", "disabled", "path" })
            (await county.PostAsync("/api/v1/accounts", Add(Name(), Role.Clerk, TestGateway.Sibling).Replace("{", $"{{\"{member}\":\"x\",", StringComparison.Ordinal))).ShouldRefuse(400, "field.unknown", member);
    }

    private static string Name() => $"made-{Interlocked.Increment(ref names)}-{Guid.NewGuid():N}"[..16];

    private static string Add(string name, Role role, Division division) =>
        $$"""{"userName":"{{name}}","displayName":"某人","role":"{{char.ToLowerInvariant($"{role}"[0])}}{{$"{role}"[1..]}}","divisionId":"{{division.Id}}"}""";

    private async Task<Guid> AccountAsync(Role role, Division division, params (Role Role, Division Division)[] more)
    {
        var store = gateway.Services.GetRequiredService<AccountStore>();
        var account = TestGateway.Account(role, division, Name());
        await store.AddAsync(account, default);
        foreach (var (further, at) in more)
            await store.GrantAsync(account.TenantId, account.Id, at.Id, further, reveal: false, new("tester", "grant.added"), gateway.Time.GetUtcNow(), default);
        return account.Id;
    }

    private Task<Reply> SignInAsync(string name, string password, string? fresh = null) =>
        gateway.Anonymous().PostAsync("/api/v1/auth/token", $$"""{"userName":"{{name}}","password":"{{password}}"{{(fresh is null ? "" : $",\"newPassword\":\"{fresh}\"")}}}""");
}
