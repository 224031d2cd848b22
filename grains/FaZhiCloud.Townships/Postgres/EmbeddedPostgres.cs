using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;

[assembly: InternalsVisibleTo("FaZhiCloud.Townships.Tests")]

namespace FaZhiCloud.Townships.Postgres;

/// <summary>
/// A private PostgreSQL server on loopback that lives as long as this object. At most one server runs on a data directory:
/// a second living fazhi is refused, the orphan of a killed one is stopped first, and PostgreSQL recovers by itself.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Superuser = "fazhi";
    private const string HomeDatabase = "fazhi";
    private static readonly TimeSpan s_leftoversLeave = TimeSpan.FromSeconds(20);

    private readonly EmbeddedPostgresOptions _options;
    private readonly DataDirectory _data;
    private readonly PostgresBinaries _binaries;
    private readonly ServerAccount _account;
    private bool _stopped;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, DataDirectory data, PostgresBinaries binaries, ServerAccount account) =>
        (_options, _data, _binaries, _account) = (options, data, binaries, account);

    /// <summary>Superuser on 127.0.0.1, database `fazhi`. Superusers pass row-level security: serve requests with a lesser role.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Major version of the server.</summary>
    public int Major => _binaries.Major;

    /// <summary>Process number of the server.</summary>
    public int ProcessId => _data.RecordedPid() ?? 0;

    /// <summary>Starts the server, making its data directory on first use.</summary>
    /// <exception cref="PostgresUnavailableException">Always with one sentence for the user.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken = default)
    {
        var data = DataDirectory.Lock(options.DataDirectory);
        EmbeddedPostgres? server = null;
        try
        {
            var major = data.Major();
            var binaries = PostgresBinaries.Choose(await PostgresBinaries.FindAsync(cancellationToken), data.Path, major);
            if (major is null)
                await Initialization.RunAsync(data, binaries, options, cancellationToken);
            server = new(options, data, binaries, await ServerAccount.ForAsync(data.Path, cancellationToken));
            await server.StopOrphanAsync();
            await server.StartWithPasswordAsync(cancellationToken);
            return server;
        }
        catch (Exception e)
        {
            if (server is not null)
                await server.DisposeAsync();
            else
                data.Dispose();
            if (e is UnauthorizedAccessException or IOException)
                throw PostgresUnavailableException.Forbidden(data.Path, e);
            throw;
        }
    }

    /// <summary>Stops the orphan of a dead fazhi, if any, and deletes the directory with what lies beside it. False when somebody living uses it.</summary>
    public static async Task<bool> DeleteAsync(string dataDirectory, CancellationToken cancellationToken = default)
    {
        try
        {
            using var data = DataDirectory.Lock(dataDirectory);
            if (data.Major() is { } major)
            {
                var binaries = PostgresBinaries.Choose(await PostgresBinaries.FindAsync(cancellationToken), data.Path, major);
                var account = await ServerAccount.ForAsync(data.Path, cancellationToken);
                await new EmbeddedPostgres(new() { DataDirectory = dataDirectory }, data, binaries, account).StopOrphanAsync();
            }

            data.Delete();
            return true;
        }
        catch (PostgresUnavailableException e) when (e.Problem == PostgresProblem.InUse)
        {
            return false;
        }
    }

    /// <summary>Creates an empty database whose name begins with <paramref name="name"/> and answers its connection string.</summary>
    /// <param name="name">Any text; letters and digits of ASCII are kept.</param>
    /// <param name="template">A database without connections to copy, for example one already migrated.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> CreateDatabaseAsync(string name, string template = "template0", CancellationToken cancellationToken = default)
    {
        var kept = new string([.. name.Where(char.IsAsciiLetterOrDigit).Take(40)]).ToLowerInvariant();
        var unique = $"{kept}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        await CreateAsync(unique, template, cancellationToken);
        return For(ConnectionString, unique);
    }

    /// <summary>Fast shutdown: sessions are ended, everything is written, and the call returns when the server is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        try
        {
            ForgetConnections();
            if (_data.LivingServer() is not null)
                await StopAsync();
        }
        finally
        {
            _data.Dispose();
        }
    }

    /// <summary>Lets go as a killed process would: the lock is free, the server runs on.</summary>
    internal void Abandon()
    {
        _stopped = true;
        ForgetConnections();
        _data.Dispose();
    }

    private async Task StopOrphanAsync()
    {
        if (_data.LivingServer() is not { } orphan)
            return;
        _options.Progress?.Invoke($"停止上次遗留的 PostgreSQL（进程 {orphan}）");
        await StopAsync();
    }

    private async Task StopAsync()
    {
        // Not cancellable: a server left behind is worse than a slow exit. Fast first, then without the closing checkpoint.
        foreach (var mode in new[] { "fast", "immediate" })
        {
            var answer = await _account.RunAsync(_binaries.PathOf("pg_ctl"), ["stop", "-D", _account.Directory, "-m", mode, "-w", "-t", "60", "-s"]);
            if (_data.LivingServer() is null)
                return;
            if (string.Equals(mode, "immediate", StringComparison.Ordinal))
                throw PostgresUnavailableException.ToolFailed("pg_ctl stop", _data.Path, answer.LastLine);
        }
    }

    private async Task StartWithPasswordAsync(CancellationToken cancellationToken)
    {
        if (_data.ReadPassword() is null)
            await ResetPasswordAsync(cancellationToken);
        await RunServerAsync(cancellationToken);
        try
        {
            await EnsureHomeDatabaseAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword)
        {
            // The password file is not the one of this data, for example after a restore from a backup.
            await StopAsync();
            await ResetPasswordAsync(cancellationToken);
            await RunServerAsync(cancellationToken);
            await EnsureHomeDatabaseAsync(cancellationToken);
        }
    }

    /// <summary>Who owns the files owns the data: single-user mode asks for no password.</summary>
    private async Task ResetPasswordAsync(CancellationToken cancellationToken)
    {
        var statement = $"ALTER ROLE {Superuser} PASSWORD '{_data.NewPassword()}';\n";
        var answer = await _account.RunAsync(
            _binaries.PathOf("postgres"), ["--single", "-D", _account.Directory, "postgres"], statement, cancellationToken: cancellationToken);
        if (!answer.Succeeded || answer.Output.Contains("ERROR:", StringComparison.Ordinal))
            throw PostgresUnavailableException.Broken(_data.Path, ServerLog.Reason(answer.Output) ?? answer.LastLine);
    }

    private async Task RunServerAsync(CancellationToken cancellationToken)
    {
        _options.Progress?.Invoke($"启动 PostgreSQL {Major}");
        var started = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var port = _options.Port ?? FreePort();
            var log = ServerLog.Open(_data.Log);
            if (await PgCtlStartAsync(port, cancellationToken))
            {
                ConnectionString = Describe(port);
                return;
            }

            var said = log.Since();
            if (said.Contains("shared memory block", StringComparison.Ordinal) && TimeProvider.System.GetElapsedTime(started) < s_leftoversLeave)
                // The postmaster was killed and its children have not yet noticed.
                await Task.Delay(300, cancellationToken);
            else if (!said.Contains("TCP/IP socket", StringComparison.Ordinal))
                throw PostgresUnavailableException.Broken(_data.Path, ServerLog.Reason(said) ?? "pg_ctl start failed");
            else if (_options.Port is not null || attempt >= 5)
                throw PostgresUnavailableException.PortTaken(port);
        }
    }

    private async Task<bool> PgCtlStartAsync(int port, CancellationToken cancellationToken)
    {
        var settings = string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        if (!_options.Durable)
            settings += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        var log = _account.Directory == _data.Path ? _data.Log : $"{_account.Directory}/{DataDirectory.LogName}";
        // pg_ctl puts the server in a session of its own, so Ctrl-C in the terminal reaches us and not the server.
        // On Windows the server inherits the pipes of pg_ctl and would keep a reader waiting.
        var answer = await _account.RunAsync(
            _binaries.PathOf("pg_ctl"),
            ["start", "-D", _account.Directory, "-l", log, "-w", "-t", "900", "-s", "-o", settings],
            capture: !OperatingSystem.IsWindows(),
            cancellationToken: cancellationToken);
        return answer.Succeeded;
    }

    private async Task EnsureHomeDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Maintenance());
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.AddWithValue(HomeDatabase);
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            await CreateAsync(HomeDatabase, "template0", cancellationToken);
    }

    private async Task CreateAsync(string database, string template, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Maintenance());
        await connection.OpenAsync(cancellationToken);
        using var quote = new NpgsqlCommandBuilder();
        var statement = $"create database {quote.QuoteIdentifier(database)} template {quote.QuoteIdentifier(template)}";
#pragma warning disable CA2100 // Names cannot be parameters; both are quoted.
        await using var create = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private string Maintenance() => new NpgsqlConnectionStringBuilder(For(ConnectionString, "postgres")) { Pooling = false }.ConnectionString;

    private string Describe(int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Superuser,
        Password = _data.ReadPassword(),
        Database = HomeDatabase,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    private static string For(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private void ForgetConnections()
    {
        if (ConnectionString.Length == 0)
            return;
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
