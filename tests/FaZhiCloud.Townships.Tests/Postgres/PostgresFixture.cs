using FaZhiCloud.Testing;
using FaZhiCloud.Townships.Postgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace FaZhiCloud.Testing;

/// <summary>
/// One PostgreSQL server for a test assembly, started when the first test asks for a database.
/// Other test projects link this file. Where PostgreSQL is not installed the tests that ask are skipped.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Prefix = "fazhi-tests-";
    private readonly string _directory = Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N")[..12]);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private EmbeddedPostgres? _server;

    /// <summary>The sentence for skipped tests once the server was asked for in vain.</summary>
    public string? WhyAbsent { get; private set; }

    /// <summary>The running server; skips the calling test where PostgreSQL is not installed.</summary>
    public async Task<EmbeddedPostgres> ServerAsync()
    {
        if (await TryServerAsync() is { } server)
            return server;
        Assert.Skip(WhyAbsent!);
        return null;
    }

    /// <summary>The running server, or null where PostgreSQL is not installed: class fixtures cannot skip, their tests can.</summary>
    public async Task<EmbeddedPostgres?> TryServerAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (WhyAbsent is null && _server is null)
                _server = await StartAsync();
        }
        catch (PostgresUnavailableException e) when (e.Problem == PostgresProblem.NotInstalled)
        {
            WhyAbsent = e.Message;
        }
        finally
        {
            _gate.Release();
        }

        return _server;
    }

    /// <summary>A fresh database, empty or copied from <paramref name="template"/>; answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, string template = "template0") =>
        await (await ServerAsync()).CreateDatabaseAsync(name, template);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
        _gate.Dispose();
    }

    private async Task<EmbeddedPostgres> StartAsync()
    {
        await SweepAsync();
        return await EmbeddedPostgres.StartAsync(new() { DataDirectory = Path.Combine(_directory, "data"), Durable = false });
    }

    /// <summary>A killed test run leaves its server behind; the next one clears it away.</summary>
    private static async Task SweepAsync()
    {
        var old = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(2);
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(d => Directory.GetCreationTimeUtc(d) < old))
        {
            try
            {
                if (await EmbeddedPostgres.DeleteAsync(Path.Combine(left, "data")))
                    Directory.Delete(left, recursive: true);
            }
            catch (Exception e) when (e is PostgresUnavailableException or IOException or UnauthorizedAccessException)
            {
                // Another user's, or another run clears it at this moment.
            }
        }
    }
}

/// <summary>A database of its own for each test class that takes it as a class fixture.</summary>
public sealed class TestDatabase(PostgresFixture postgres) : IAsyncLifetime
{
    private string? _connectionString;
    private NpgsqlDataSource? _source;

    /// <summary>Skips the calling test where PostgreSQL is not installed.</summary>
    public string ConnectionString
    {
        get
        {
            Assert.SkipWhen(_connectionString is null, postgres.WhyAbsent ?? "no database");
            return _connectionString!;
        }
    }

    public NpgsqlDataSource Source => _source ??= NpgsqlDataSource.Create(ConnectionString);

    public async ValueTask InitializeAsync()
    {
        if (await postgres.TryServerAsync() is { } server)
            _connectionString = await server.CreateDatabaseAsync("test");
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
    }
}
