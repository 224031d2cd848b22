using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Postgres;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace FaZhiCloud.Testing;

/// <summary>A PostgreSQL that keeps what it confirmed, on a fixed port, with a province of forty townships, or as many as asked for.</summary>
public class DurableDatabase(int townships) : IAsyncLifetime
{
    public DurableDatabase()
        : this(40)
    {
    }

    private readonly string directory = Directory.CreateTempSubdirectory("fazhi-resilience-").FullName;
    private EmbeddedPostgresOptions? options;
    private EmbeddedPostgres? server;
    private NpgsqlDataSource? owner;
    private string? whyAbsent;

    public static readonly Division Province = new(Guid.Parse("00000000-0000-7000-8000-000000000001"), Guid.Parse("00000000-0000-7000-8000-000000000001"), null, DivisionLevel.Province, "province", "10", "试省", "/00000000-0000-7000-8000-000000000001/");

    public IReadOnlyList<Division> Townships { get; } = [.. Enumerable.Range(0, townships).Select(i =>
    {
        var id = Guid.CreateVersion7();
        return new Division(id, Province.TenantId, Province.Id, DivisionLevel.Township, "town", $"10{i:0000}", i == 0 ? "观紫镇" : $"第{i}镇", $"{Province.Path}{id}/");
    })];

    public string Connection => Server.ConnectionString;

    /// <summary>For looking behind the scenes; no pool, so that a killed server leaves no broken connections here.</summary>
    public NpgsqlDataSource Owner => owner ??= NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false }.ConnectionString);

    private EmbeddedPostgres Server
    {
        get
        {
            Assert.SkipWhen(whyAbsent is not null, whyAbsent ?? "");
            return server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        options = new() { DataDirectory = Path.Combine(directory, "data"), Port = ServerProcess.FreePort() };
        try
        {
            server = await EmbeddedPostgres.StartAsync(options);
        }
        catch (PostgresUnavailableException e) when (e.Problem == PostgresProblem.NotInstalled)
        {
            whyAbsent = e.Message;
            return;
        }

        await MigrateCommand.RunAsync(Connection, _ => { }, default);
        using var cache = new MemoryCache(new MemoryCacheOptions());
        await new DivisionStore(Owner, cache).AddAsync([Province, .. Townships], default);
    }

    /// <summary>A token of a clerk for the whole province.</summary>
    public async Task<string> TokenAsync()
    {
        var issuer = new TokenIssuer(TimeProvider.System);
        await issuer.LoadAsync(Owner, default);
        return issuer.Issue(new(Guid.NewGuid(), Province.TenantId, "storm", "试省经办人", "", "province", Province.Id, Province.Path));
    }

    /// <summary>kill -9 of the postmaster that this fixture started.</summary>
    public void Kill()
    {
        using var postmaster = System.Diagnostics.Process.GetProcessById(Server.ProcessId);
        postmaster.Kill();
        postmaster.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue("the postmaster should be gone within 10 s of its kill");
    }

    /// <summary>Starts the server again on the same data and port.</summary>
    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        server = await EmbeddedPostgres.StartAsync(options!);
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

    public async ValueTask DisposeAsync()
    {
        if (owner is not null)
            await owner.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
        GC.SuppressFinalize(this);
    }
}
