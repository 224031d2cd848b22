using System.Net;
using System.Net.Sockets;
using FaZhiCloud.Townships.Postgres;

namespace FaZhiCloud.Townships.Tests.Postgres;

public sealed class BrokenDataDirectoryTests
{
    [Fact]
    public async Task A_directory_with_other_files_is_refused_and_left_alone()
    {
        await using var sandbox = new Sandbox();
        Directory.CreateDirectory(sandbox.Data);
        var other = Path.Combine(sandbox.Data, "report.docx");
        await File.WriteAllTextAsync(other, "theirs");

        ShouldBeOneSentence(await sandbox.RefusalAsync(), sandbox).ShouldContain("不是 PostgreSQL 数据目录");

        (await File.ReadAllTextAsync(other)).ShouldBe("theirs");
        Directory.Delete(sandbox.Data, recursive: true);
    }

    [Theory]
    [InlineData("", "PG_VERSION unreadable")]
    [InlineData("nonsense", "PG_VERSION unreadable")]
    [InlineData("99", "由 PostgreSQL 99 建立")]
    public async Task A_version_file_that_is_empty_garbled_or_of_another_major_is_named(string version, string expected)
    {
        await using var sandbox = new Sandbox();
        await (await sandbox.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(sandbox.Data, "PG_VERSION"), version);

        ShouldBeOneSentence(await sandbox.RefusalAsync(), sandbox).ShouldContain(expected);
        Directory.Delete(sandbox.Data, recursive: true);
    }

    [Fact]
    public async Task Corrupted_and_missing_control_files_are_told_with_the_words_of_the_server()
    {
        await using var sandbox = new Sandbox();
        await (await sandbox.StartAsync()).DisposeAsync();
        var control = Path.Combine(sandbox.Data, "global", "pg_control");
        var bytes = await File.ReadAllBytesAsync(control);
        bytes[60] ^= 0xFF;
        await File.WriteAllBytesAsync(control, bytes);
        ShouldBeOneSentence(await sandbox.RefusalAsync(), sandbox).ShouldContain("incorrect checksum in control file");

        File.Delete(control);
        ShouldBeOneSentence(await sandbox.RefusalAsync(), sandbox).ShouldContain("从备份恢复");
    }

    [Fact]
    public async Task A_fixed_port_that_is_taken_is_named()
    {
        await using var sandbox = new Sandbox();
        await (await sandbox.StartAsync()).DisposeAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = await Should.ThrowAsync<PostgresUnavailableException>(
            () => EmbeddedPostgres.StartAsync(new() { DataDirectory = sandbox.Data, Port = port }));

        refusal.Message.ShouldContain($"端口 {port} 已被占用");
    }

    private static string ShouldBeOneSentence(PostgresUnavailableException refusal, Sandbox sandbox)
    {
        refusal.Problem.ShouldBe(PostgresProblem.BrokenData);
        refusal.Message.ShouldContain(sandbox.Data);
        refusal.Message.ShouldNotContain('\n');
        return refusal.Message;
    }
}
