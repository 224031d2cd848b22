namespace FaZhiCloud.Townships.Postgres;

/// <summary>Makes a new data directory.</summary>
internal static class Initialization
{
    /// <summary>For a small box; written into postgresql.conf once, where its owner may change them.</summary>
    private const string Settings = """

        # FaZhiCloud
        max_connections = 200
        shared_buffers = 128MB
        work_mem = 8MB
        max_wal_size = 2GB
        jit = off
        password_encryption = 'scram-sha-256'
        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'

        """;

    public static async Task RunAsync(DataDirectory data, PostgresBinaries binaries, EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        options.Progress?.Invoke($"初始化 PostgreSQL {binaries.Major} 数据目录");
        if (Directory.Exists(data.Cradle))
            Directory.Delete(data.Cradle, recursive: true);
        Directory.CreateDirectory(data.Cradle);
        DataDirectory.WriteSecret(Path.Combine(data.Cradle, "password"), data.NewPassword() + "\n");
        var account = await ServerAccount.ForAsync(data.Cradle, cancellationToken);

        var answer = await account.RunAsync(
            binaries.PathOf("initdb"),
            [
                "-D", $"{account.Directory}/data", "-U", "fazhi", "--pwfile", $"{account.Directory}/password",
                "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", options.Durable ? "--data-checksums" : "--no-sync",
            ],
            cancellationToken: cancellationToken);
        if (!answer.Succeeded)
            throw PostgresUnavailableException.ToolFailed("initdb", data.Path, ServerLog.Reason(answer.Output) ?? answer.LastLine);

        var made = Path.Combine(data.Cradle, "data");
        await File.AppendAllTextAsync(Path.Combine(made, "postgresql.conf"), Settings, cancellationToken);
        data.Adopt(made);
    }
}
