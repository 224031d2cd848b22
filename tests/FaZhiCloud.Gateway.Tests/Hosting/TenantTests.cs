using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Gateway.Tenants;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Tests.Hosting;

public sealed class TenantTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    private TenantOperator Tenants => new(gateway.Owner, gateway.Time);

    [Fact]
    public async Task A_tenant_is_added_suspended_resumed_exported_and_erased_and_its_neighbour_keeps_every_row()
    {
        var id = await Tenants.AddAsync("丙省", "30", default);
        var first = await Tenants.AddAdministratorAsync(id, Role.Province, "bing-admin", default);
        var signedIn = (await SignInAsync("bing-admin", first, ",\"newPassword\":\"Bai-yun-7391\"")).ShouldBe(200);
        var admin = gateway.Anonymous().With(signedIn.Json.GetProperty("accessToken").GetString());
        (await admin.GetAsync("/api/v1/auth/me")).ShouldBe(200).Json.GetProperty("division").GetString().ShouldBe("丙省");
        (await gateway.As(Role.Clerk, TestGateway.Sibling).PostAsync($"/api/v1/townships/{TestGateway.Sibling.Id}/officers", """{"name":"李某"}""")).ShouldBe(201);
        var neighbour = await RowsAsync(TestGateway.Province.Id);

        await Tenants.SetStateAsync(id, suspended: true, default);
        (await SignInAsync("bing-admin", "Bai-yun-7391")).ShouldRefuse(401, "sign_in.failed");
        (await gateway.Anonymous().PostAsync("/api/v1/auth/refresh", $$"""{"refreshToken":"{{signedIn.Json.GetProperty("refreshToken").GetString()}}"}""")).ShouldRefuse(401, "session.ended");
        await Should.ThrowAsync<CannotStartException>(() => Tenants.EraseAsync(id, "甲省", default));
        await Tenants.SetStateAsync(id, suspended: false, default);
        (await SignInAsync("bing-admin", "Bai-yun-7391")).ShouldBe(200);
        await Should.ThrowAsync<CannotStartException>(() => Tenants.EraseAsync(id, "丙省", default));

        var folder = Directory.CreateTempSubdirectory().FullName;
        var counts = await Tenants.ExportAsync(id, folder, default);
        counts["accounts"].ShouldBe(1);
        counts["audit"].ShouldBeGreaterThan(3);
        var accounts = await File.ReadAllTextAsync(Path.Combine(folder, "accounts.jsonl"));
        accounts.ShouldContain("bing-admin");
        accounts.ShouldNotContain("password_hash");
        foreach (var file in Directory.EnumerateFiles(folder))
            (await File.ReadAllTextAsync(file)).ShouldNotContain($"{TestGateway.Province.Id}", Case.Sensitive, file);
        Directory.Delete(folder, recursive: true);

        await Tenants.SetStateAsync(id, suspended: true, default);
        await Tenants.EraseAsync(id, "丙省", default);
        (await RowsAsync(id)).ShouldBe(0);
        (await RowsAsync(TestGateway.Province.Id)).ShouldBe(neighbour);
        (await Tenants.ListAsync(default)).ShouldNotContain(row => row.Id == id);
        var told = await new AuditTrail(gateway.Owner).ListAsync(AuditTrail.House, new(Actor: "operator"), null, 50, default);
        told.Where(line => line.Subject!.Contains($"{id}", StringComparison.Ordinal)).Select(line => line.Action).Reverse().ShouldBe(["tenant.added", "tenant.suspended", "tenant.resumed", "tenant.exported", "tenant.suspended", "tenant.erased"]);
        await Should.ThrowAsync<CannotStartException>(() => Tenants.SetStateAsync(id, true, default));
    }

    [Fact]
    public async Task The_operator_names_the_three_administrators_and_separates_them()
    {
        var id = await Tenants.AddAsync("丁省", "40", default);
        foreach (var role in Authority.ThreeAdmins)
            (await Tenants.AddAdministratorAsync(id, role, $"ding-{role}", default)).Length.ShouldBeGreaterThan(10);
        await Should.ThrowAsync<CannotStartException>(() => Tenants.AddAdministratorAsync(id, Role.Clerk, "ding-clerk", default));
        await Tenants.SetSeparationAsync(id, separate: true, default);
        (await ((TenantRulesStore)gateway.Services.GetService(typeof(TenantRulesStore))!).FindAsync(id, default)).SeparateAdmins.ShouldBeTrue();
    }

    /// <summary>How many rows a tenant has, in all tables.</summary>
    private async Task<long> RowsAsync(Guid tenant)
    {
        long rows = 0;
        foreach (var table in (await gateway.ScalarAsync<string>("select string_agg(table_name, ',') from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'")).Split(','))
            rows += await gateway.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{tenant}'");
        return rows;
    }

    private Task<Reply> SignInAsync(string name, string password, string more = "") => gateway.Anonymous().PostAsync("/api/v1/auth/token", $$"""{"userName":"{{name}}","password":"{{password}}"{{more}}}""");
}
