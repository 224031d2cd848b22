using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace FaZhiCloud.Testing;

/// <summary>A province with townships in a migrated database, wherever that runs.</summary>
public abstract class ProvinceDatabase(int townships) : IAsyncDisposable
{
    private NpgsqlDataSource? owner;

    public static readonly Division Province = new(Guid.Parse("00000000-0000-7000-8000-000000000001"), Guid.Parse("00000000-0000-7000-8000-000000000001"), null, DivisionLevel.Province, "province", "10", "试省", "/00000000-0000-7000-8000-000000000001/");

    public IReadOnlyList<Division> Townships { get; } = [.. Enumerable.Range(0, townships).Select(i =>
    {
        var id = Guid.CreateVersion7();
        return new Division(id, Province.TenantId, Province.Id, DivisionLevel.Township, "town", $"10{i:0000}", i == 0 ? "观紫镇" : $"第{i}镇", $"{Province.Path}{id}/");
    })];

    /// <summary>With the owner's rights.</summary>
    public abstract string Connection { get; }

    /// <summary>For looking behind the scenes; no pool, so that a killed server leaves no broken connections here.</summary>
    public NpgsqlDataSource Owner => owner ??= NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false }.ConnectionString);

    /// <summary>An orderly restart of the server, on the same address.</summary>
    public abstract Task RestartAsync();

    /// <summary>A token of a clerk for the whole province.</summary>
    public async Task<string> TokenAsync()
    {
        var issuer = new TokenIssuer(TimeProvider.System);
        await issuer.LoadAsync(Owner, default);
        return issuer.Issue(new(Guid.NewGuid(), Province.TenantId, "storm", "试省经办人", "", "province", Province.Id, Province.Path));
    }

    public async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (owner is not null)
            await owner.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task SettleAsync()
    {
        await MigrateCommand.RunAsync(Connection, _ => { }, default);
        using var cache = new MemoryCache(new MemoryCacheOptions());
        await new DivisionStore(Owner, cache).AddAsync([Province, .. Townships], default);
    }
}
