using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Testing;
using FaZhiCloud.Townships;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FaZhiCloud.Gateway.Tests;

/// <summary>
/// A gateway with Kestrel on a free port and a database of its own, one for each test class that takes it as a class fixture.
/// Its province has two counties; another province stands beside it. It is nine in the morning of 2 March 2026.
/// </summary>
public sealed class TestGateway(PostgresFixture postgres) : IAsyncLifetime
{
    public static readonly Division Province = Top("甲省", "10");
    public static readonly Division City = Below(Province, DivisionLevel.City, "city", "甲市", "1001");
    public static readonly Division County = Below(City, DivisionLevel.County, "county", "甲县", "100101");
    public static readonly Division OtherCounty = Below(City, DivisionLevel.County, "county", "乙县", "100102");
    public static readonly Division Sibling = Below(County, DivisionLevel.Township, "town", "邻镇", "100101199");
    public static readonly Division Distant = Below(OtherCounty, DivisionLevel.Township, "township", "远乡", "100102101");
    public static readonly Division OtherProvince = Top("乙省", "20");
    public static readonly Division Foreign = Below(OtherProvince, DivisionLevel.Township, "township", "外省乡", "200101101");

    private static readonly SemaphoreSlim Template = new(1, 1);
    private static string? template;

    private readonly List<WebApplication> apps = [];
    private NpgsqlDataSource? owner;
    private string? database;
    private int codes;

    internal ManualTime Time { get; } = ManualTime.On(2026, 3, 2);

    /// <summary>The owner's connection string; skips the calling test where PostgreSQL is not installed.</summary>
    public string Database
    {
        get
        {
            Assert.SkipWhen(database is null, postgres.WhyAbsent ?? "no database");
            return database!;
        }
    }

    /// <summary>The owner's rights: for looking behind the scenes.</summary>
    public NpgsqlDataSource Owner => owner ??= NpgsqlDataSource.Create(Database);

    public WebApplication App
    {
        get
        {
            _ = Database;
            return apps[0];
        }
    }

    public IServiceProvider Services => App.Services;

    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)App).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>();

    public async ValueTask InitializeAsync()
    {
        if (await postgres.TryServerAsync() is null)
            return;
        database = await postgres.CreateDatabaseAsync("gateway", await TemplateAsync());
        // The tests ask faster than people: limits are looked at by tests of their own.
        await StartAsync(settings: [("RateLimit:PerUserPerSecond", "100000"), ("RateLimit:PerTenantPerSecond", "100000"), ("RateLimit:PerAddressPerSecond", "100000"), ("RateLimit:SignInsPerMinute", "100000")]);
    }

    /// <summary>A further gateway on this database.</summary>
    public async Task<WebApplication> StartAsync(bool schedule = false, params (string Key, string Value)[] settings)
    {
        var app = GatewayHost.Build(new()
        {
            Database = Database,
            Url = "http://127.0.0.1:0",
            Time = Time,
            Schedule = schedule,
            // FAZHI_ENGINE=orleans runs all these tests with a silo in the gateway's process.
            Engine = Enum.TryParse<EngineKind>(Environment.GetEnvironmentVariable("FAZHI_ENGINE"), ignoreCase: true, out var engine) ? engine : EngineKind.Embedded,
            Settings = new Dictionary<string, string?>(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))) { ["Logging:LogLevel:Default"] = "None", ["FAZHI_SILO_PORT"] = "0", ["FAZHI_GATEWAY_PORT"] = "0" },
        });
        await app.Services.GetRequiredService<TokenIssuer>().LoadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), default);
        await app.StartAsync();
        apps.Add(app);
        return app;
    }

    /// <summary>A new township in the county.</summary>
    public async Task<Division> TownshipAsync(string name = "本乡")
    {
        var township = Below(County, DivisionLevel.Township, "township", name, $"100101{200 + Interlocked.Increment(ref codes)}");
        await Services.GetRequiredService<DivisionStore>().AddAsync([township], default);
        return township;
    }

    /// <summary>A client signed in with a role at a division.</summary>
    public ApiClient As(Role role, Division division, string? name = null, WebApplication? app = null) => Anonymous(app).With(Token(role, division, name));

    public string Token(Role role, Division division, string? name = null) => Services.GetRequiredService<TokenIssuer>().Issue(Account(role, division, name));

    public ApiClient Anonymous(WebApplication? app = null) => new(new Uri((app ?? App).Urls.Single()));

    public static Account Account(Role role, Division division, string? name = null) =>
        new(Guid.NewGuid(), division.TenantId, name ?? $"{role}-{division.Name}", $"{division.Name}{role}", "", $"{role}".ToLowerInvariant(), division.Id, division.Path);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Rows in every table that a write touches: the same before and after when nothing was stored.</summary>
    public Task<string> StoredAsync() => ScalarAsync<string>(
        "select concat_ws(' ', (select count(*) from journal), (select count(*) from answers), (select count(*) from records), (select count(*) from due_items), (select count(*) from alerts))");

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (owner is not null)
            await owner.DisposeAsync();
    }

    internal static Division Below(Division above, DivisionLevel level, string kind, string name, string code)
    {
        var id = Guid.CreateVersion7();
        return new(id, above.TenantId, above.Id, level, kind, code, name, $"{above.Path}{id}/");
    }

    private static Division Top(string name, string code)
    {
        var id = Guid.CreateVersion7();
        return new(id, id, null, DivisionLevel.Province, "province", code, name, $"/{id}/");
    }

    /// <summary>Migrated once for the whole run, with the provinces in it; each class gets a copy.</summary>
    private async Task<string> TemplateAsync()
    {
        await Template.WaitAsync();
        try
        {
            if (template is not null)
                return template;
            var made = await postgres.CreateDatabaseAsync("template");
            await MigrateCommand.RunAsync(made, _ => { }, default);
            await using (var source = NpgsqlDataSource.Create(Migrator.AsService(made)))
            {
                await new DivisionStore(source, new Microsoft.Extensions.Caching.Memory.MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions()))
                    .AddAsync([Province, City, County, OtherCounty, Sibling, Distant, OtherProvince, Foreign], default);
            }

            NpgsqlConnection.ClearAllPools();
            return template = new NpgsqlConnectionStringBuilder(made).Database!;
        }
        finally
        {
            Template.Release();
        }
    }
}
