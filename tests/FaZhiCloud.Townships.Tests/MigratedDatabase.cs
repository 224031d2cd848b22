using FaZhiCloud.Domain;
using FaZhiCloud.Testing;
using Npgsql;

namespace FaZhiCloud.Townships.Tests;

/// <summary>A migrated database for a test class, seen with the service's rights.</summary>
public sealed class MigratedDatabase(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly TestDatabase database = new(postgres);
    private NpgsqlDataSource? service;

    public static readonly Guid Tenant = Guid.Parse("00000000-0000-7000-8000-000000000001");

    /// <summary>The owner's rights: for looking behind the scenes, never for what is tested.</summary>
    public NpgsqlDataSource Owner => database.Source;

    public string ServiceConnection => Migrator.AsService(database.ConnectionString);

    public NpgsqlDataSource Service => service ??= NpgsqlDataSource.Create(ServiceConnection);

    internal TownshipJournal Journal => new(Service);

    internal DivisionStore Divisions => new(Service, new Microsoft.Extensions.Caching.Memory.MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions()));

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        if (await postgres.TryServerAsync() is null)
            return;
        await Migrator.MigrateAsync(Owner);
        await Divisions.AddAsync([new(Tenant, Tenant, null, DivisionLevel.Province, "province", "00", "测试省", $"/{Tenant}/")], default);
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>A new township under the province.</summary>
    public async Task<TownshipAddress> TownshipAsync(string name = "测试乡")
    {
        var id = Guid.CreateVersion7();
        await Divisions.AddAsync([new(id, Tenant, Tenant, DivisionLevel.Township, "township", id.ToString("N"), name, $"/{Tenant}/{id}/")], default);
        return new(Tenant, id);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal static CommandEnvelope Envelope(Command command, string? key = null, byte hash = 1) => new(command, "clerk", key ?? Guid.NewGuid().ToString(), [hash]);
}
