using System.Diagnostics;
using System.Globalization;
using FaZhiCloud.Townships.Postgres;
using Npgsql;

namespace FaZhiCloud.Townships.Tests.Postgres;

/// <summary>A temporary data directory for tests that start, kill and break servers of their own.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fazhi-sandbox-").FullName;

    public Sandbox()
    {
        // As a checkout below /tmp would be; the temporary directory itself is mode 700.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_root, File.GetUnixFileMode(_root) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        Data = Path.Combine(_root, "pg");
    }

    public string Root => _root;

    public string Data { get; init; }

    public async Task<EmbeddedPostgres> StartAsync()
    {
        try
        {
            return await EmbeddedPostgres.StartAsync(new() { DataDirectory = Data }, TestContext.Current.CancellationToken);
        }
        catch (PostgresUnavailableException e) when (e.Problem == PostgresProblem.NotInstalled)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    public Task<PostgresUnavailableException> RefusalAsync() => Should.ThrowAsync<PostgresUnavailableException>(StartAsync);

    public static async Task<T> AskAsync<T>(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)Convert.ChangeType(await command.ExecuteScalarAsync() ?? "", typeof(T), CultureInfo.InvariantCulture);
    }

    public static void Kill9(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
        process.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue($"process {pid} should be gone within 10 s of its kill");
    }

    /// <summary>A zombie, which a container without an init keeps, is not alive.</summary>
    public static bool Alive(int pid)
    {
        if (OperatingSystem.IsLinux())
            return File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal);
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EmbeddedPostgres.DeleteAsync(Data);
        Directory.Delete(_root, recursive: true);
    }
}
