using System.Diagnostics;
using FaZhiCloud.Townships.Postgres;
using Npgsql;

namespace FaZhiCloud.Townships.Tests.Postgres;

public sealed class EmbeddedPostgresTests
{
    private const string Write = "create table kept (n int); insert into kept values (42); select 0";
    private const string Read = "select n from kept";

    [Fact]
    public async Task Data_survive_a_stop_and_a_start_and_the_port_is_let_go()
    {
        await using var sandbox = new Sandbox();
        int pid;
        await using (var first = await sandbox.StartAsync())
        {
            pid = first.ProcessId;
            await Sandbox.AskAsync<int>(first, Write);
        }

        Sandbox.Alive(pid).ShouldBeFalse();
        await using var second = await sandbox.StartAsync();
        (await Sandbox.AskAsync<int>(second, Read)).ShouldBe(42);
    }

    [Fact]
    public async Task The_orphan_of_a_dead_parent_is_stopped_and_one_server_remains()
    {
        await using var sandbox = new Sandbox();
        var first = await sandbox.StartAsync();
        var orphan = first.ProcessId;
        await Sandbox.AskAsync<int>(first, Write);
        first.Abandon();
        Sandbox.Alive(orphan).ShouldBeTrue();

        await using var second = await sandbox.StartAsync();

        second.ProcessId.ShouldNotBe(orphan);
        Sandbox.Alive(orphan).ShouldBeFalse();
        (await Sandbox.AskAsync<int>(second, Read)).ShouldBe(42);
        await Should.ThrowAsync<NpgsqlException>(() => Sandbox.AskAsync<int>(first, Read));
    }

    [Fact]
    public async Task A_committed_row_survives_kill_9_of_the_server_even_while_a_session_is_busy()
    {
        await using var sandbox = new Sandbox();
        var first = await sandbox.StartAsync();
        await Sandbox.AskAsync<int>(first, Write);
        var busy = Sandbox.AskAsync<string>(first, "select pg_sleep(3)::text");
        Sandbox.Kill9(first.ProcessId);
        first.Abandon();

        await using var second = await sandbox.StartAsync();

        (await Sandbox.AskAsync<int>(second, Read)).ShouldBe(42);
        await Should.ThrowAsync<NpgsqlException>(async () => await busy);
    }

    [Fact]
    public async Task A_second_start_is_refused_while_the_first_lives_and_the_first_is_not_disturbed()
    {
        await using var sandbox = new Sandbox();
        await using var first = await sandbox.StartAsync();

        var refusal = await sandbox.RefusalAsync();

        refusal.Problem.ShouldBe(PostgresProblem.InUse);
        refusal.Message.ShouldContain($"另一个 fazhi（进程 {Environment.ProcessId}）");
        refusal.Message.ShouldNotContain('\n');
        (await Sandbox.AskAsync<int>(first, "select 7")).ShouldBe(7);
    }

    [Fact]
    public async Task Another_process_refuses_us_while_it_lives_and_no_longer_once_it_is_killed()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "needs the flock tool of util-linux to play the other process");
        await using var sandbox = new Sandbox();
        // One process without children, so the lock is free as soon as its end was waited for.
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["--no-fork", sandbox.Data + ".lock", "sh", "-c", "echo held; exec sleep 600"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        (await other.StandardOutput.ReadLineAsync()).ShouldBe("held");

        (await sandbox.RefusalAsync()).Problem.ShouldBe(PostgresProblem.InUse);

        other.Kill();
        await other.WaitForExitAsync();
        await using var ours = await sandbox.StartAsync();
        (await Sandbox.AskAsync<int>(ours, "select 7")).ShouldBe(7);
    }

    [Fact]
    public async Task An_initialization_that_was_killed_half_way_is_done_anew()
    {
        await using var sandbox = new Sandbox();
        Directory.CreateDirectory(Path.Combine(sandbox.Data + ".new", "data", "base"));
        await File.WriteAllTextAsync(Path.Combine(sandbox.Data + ".new", "data", "PG_VERSION"), "15\n");

        await using var server = await sandbox.StartAsync();

        (await Sandbox.AskAsync<string>(server, "show server_encoding")).ShouldBe("UTF8");
        Directory.Exists(sandbox.Data + ".new").ShouldBeFalse();
    }

    [Fact]
    public async Task A_stale_pid_file_that_names_a_stranger_does_not_prevent_the_start_nor_harm_the_stranger()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "plays the stranger with sleep");
        await using var sandbox = new Sandbox();
        await (await sandbox.StartAsync()).DisposeAsync();
        using var stranger = Process.Start("sleep", "600");
        await File.WriteAllTextAsync(Path.Combine(sandbox.Data, "postmaster.pid"), $"{stranger.Id}\n{sandbox.Data}\n0\n5432\n\n\n0 0\nready\n");

        await using var server = await sandbox.StartAsync();

        stranger.HasExited.ShouldBeFalse();
        stranger.Kill();
        (await Sandbox.AskAsync<int>(server, "select 7")).ShouldBe(7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_or_foreign_password_file_is_replaced(bool lost)
    {
        await using var sandbox = new Sandbox();
        await using (var first = await sandbox.StartAsync())
            await Sandbox.AskAsync<int>(first, Write);
        File.Delete(sandbox.Data + ".password");
        if (!lost)
            await File.WriteAllTextAsync(sandbox.Data + ".password", "of another server");

        await using var second = await sandbox.StartAsync();

        (await Sandbox.AskAsync<int>(second, Read)).ShouldBe(42);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(sandbox.Data + ".password").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task It_listens_on_loopback_only_asks_for_a_password_and_is_durable()
    {
        await using var sandbox = new Sandbox();
        await using var server = await sandbox.StartAsync();

        (await Sandbox.AskAsync<string>(server, "show listen_addresses")).ShouldBe("127.0.0.1");
        (await Sandbox.AskAsync<string>(server, "show fsync")).ShouldBe("on");
        (await Sandbox.AskAsync<int>(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'")).ShouldBe(0);
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync())).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task Root_steps_down_even_where_the_server_user_cannot_reach_the_directory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root on Linux has to step down");
        await using var sandbox = new Sandbox();
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(sandbox.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        int killed;
        await using (var first = await sandbox.StartAsync())
        {
            var status = await File.ReadAllLinesAsync($"/proc/{first.ProcessId}/status");
            status.Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..].ShouldAllBe(uid => uid != "0");
            status.Single(l => l.StartsWith("CapEff:", StringComparison.Ordinal)).Split('\t')[1].Trim('0').ShouldBeEmpty();
            await Sandbox.AskAsync<int>(first, Write);
            killed = first.ProcessId;
            first.Abandon();
        }

        await using var second = await sandbox.StartAsync();
        Sandbox.Alive(killed).ShouldBeFalse();
        (await Sandbox.AskAsync<int>(second, Read)).ShouldBe(42);
    }
}
