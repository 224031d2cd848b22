using System.Net;
using System.Net.Sockets;
using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FaZhiCloud.Gateway.Tests.Hosting;

public sealed class OutageTests
{
    [Fact]
    public async Task While_postgresql_is_down_requests_get_503_and_afterwards_all_goes_on()
    {
        var directory = Directory.CreateTempSubdirectory("fazhi-outage-").FullName;
        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(directory, "data"), Durable = false, Port = FreePort() };
        var postgres = await StartAsync(options);
        try
        {
            await MigrateCommand.RunAsync(postgres.ConnectionString, _ => { }, default);
            await using var app = GatewayHost.Build(new() { Database = postgres.ConnectionString, Url = "http://127.0.0.1:0", Schedule = false });
            var source = app.Services.GetRequiredService<NpgsqlDataSource>();
            var issuer = app.Services.GetRequiredService<TokenIssuer>();
            await issuer.LoadAsync(source, default);
            var province = new Division(Guid.NewGuid(), Guid.NewGuid(), null, DivisionLevel.Province, "province", "1", "省", "/p/");
            province = province with { TenantId = province.Id };
            Division[] townships = [.. Enumerable.Range(0, 3).Select(i => TestGateway.Below(province, DivisionLevel.Township, "township", $"{i}乡", $"10{i}"))];
            await app.Services.GetRequiredService<DivisionStore>().AddAsync([province, .. townships], default);
            await app.StartAsync();
            var client = new ApiClient(new(app.Urls.Single())).With(issuer.Issue(TestGateway.Account(Role.Province, province)));
            string Officers(int i) => $"/api/v1/townships/{townships[i].Id}/officers";
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => (await client.PostAsync(Officers(i % 2), """{"name":"李某"}""")).ShouldBe(201)));

            await postgres.DisposeAsync();
            foreach (var i in new[] { 0, 1, 2 })
                (await client.PostAsync(Officers(i), """{"name":"王某"}""", $"outage-{i}")).ShouldRefuse(503, "database.unavailable");
            (await client.GetAsync("/api/v1/townships")).ShouldRefuse(503, "database.unavailable");
            (await client.GetAsync("/health/ready")).ShouldBe(503).Text.ShouldBe("the database does not answer");
            (await client.GetAsync("/health/live")).ShouldBe(200);
            (await client.PostAsync("/api/v1/auth/token", """{"userName":"x","password":"y"}""")).ShouldRefuse(503, "database.unavailable");

            postgres = await StartAsync(options);
            (await client.GetAsync("/health/ready")).ShouldBe(200);
            foreach (var i in new[] { 0, 1, 2 })
                (await client.PostAsync(Officers(i), """{"name":"王某"}""", $"outage-{i}")).ShouldBe(201).IsReplay.ShouldBeFalse();
            (await client.GetAsync(Officers(0))).ShouldBe(200).Json.GetProperty("total").GetInt32().ShouldBe(11);
            (await client.GetAsync(Officers(2))).ShouldBe(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
        }
        finally
        {
            await postgres.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options)
    {
        try
        {
            return await EmbeddedPostgres.StartAsync(options);
        }
        catch (PostgresUnavailableException e) when (e.Problem == PostgresProblem.NotInstalled)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
