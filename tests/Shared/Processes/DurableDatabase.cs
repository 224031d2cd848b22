using FaZhiCloud.Townships.Postgres;

namespace FaZhiCloud.Testing;

/// <summary>A PostgreSQL that keeps what it confirmed, on a fixed port, with a province of forty townships, or as many as asked for.</summary>
public class DurableDatabase : ProvinceDatabase, IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("fazhi-resilience-").FullName;
    private EmbeddedPostgresOptions? options;
    private EmbeddedPostgres? server;
    private string? whyAbsent;

    public DurableDatabase()
        : this(40)
    {
    }

    protected DurableDatabase(int townships)
        : base(townships)
    {
    }

    public override string Connection => Server.ConnectionString;

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

        await SettleAsync();
    }

    /// <summary>kill -9 of the postmaster that this fixture started.</summary>
    public void Kill()
    {
        using var postmaster = System.Diagnostics.Process.GetProcessById(Server.ProcessId);
        postmaster.Kill();
        postmaster.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue("the postmaster should be gone within 10 s of its kill");
    }

    /// <summary>Stops the server where it still runs, and starts it again on the same data and port.</summary>
    public override async Task RestartAsync()
    {
        await Server.DisposeAsync();
        server = await EmbeddedPostgres.StartAsync(options!);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
        GC.SuppressFinalize(this);
    }
}
