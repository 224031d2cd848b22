using Npgsql;

namespace FaZhiCloud.Townships.Tests.Journal;

public sealed class AuditTrailTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    private readonly Guid tenant = Guid.CreateVersion7();

    private AuditTrail Trail => new(database.Service);

    [Theory]
    [InlineData("update audit set actor = 'somebody else' where tenant_id = '{0}' and number = 3", 3)]
    [InlineData("update audit set detail = null where tenant_id = '{0}' and number = 5", 5)]
    [InlineData("update audit set at = at + interval '1 microsecond' where tenant_id = '{0}' and number = 1", 1)]
    [InlineData("delete from audit where tenant_id = '{0}' and number = 4", 5)]
    [InlineData("update audit set hash = sha256('x') where tenant_id = '{0}' and number = 2", 2)]
    [InlineData("update audit set path = subject, subject = path where tenant_id = '{0}' and number = 6", 6)]
    public async Task A_line_changed_behind_the_scenes_is_found(string sql, long first)
    {
        await FillAsync();
        (await Trail.VerifyAsync(tenant, default)).FirstBroken.ShouldBeNull();

        await using var command = database.Owner.CreateCommand(string.Format(null, sql, tenant));
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);

        (await Trail.VerifyAsync(tenant, default)).FirstBroken.ShouldBe(first);
    }

    [Fact]
    public async Task Fifty_at_once_make_one_chain_and_lines_gone_from_the_end_show_in_the_head()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Trail.TellAsync(tenant, new($"用户{i}", "test.told", null, i % 2 == 0 ? $"/{tenant}/" : null), At.AddSeconds(i), default)));

        var verdict = await Trail.VerifyAsync(tenant, default);
        (verdict.Lines, verdict.FirstBroken).ShouldBe((50, null));
        (await Trail.ListAsync(tenant, new(), null, 100, default)).Select(line => line.Number).ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i).Reverse());
        await using var command = database.Owner.CreateCommand($"delete from audit where tenant_id = '{tenant}' and number = 50");
        await command.ExecuteNonQueryAsync();
        (await Trail.VerifyAsync(tenant, default)).Head.ShouldNotBe(verdict.Head);
    }

    [Fact]
    public async Task What_was_not_done_is_not_told()
    {
        await using var failing = database.Service.ForTenant(tenant).Tell(new("clerk", "test.told"), At).Then("select 1 / 0");
        await Should.ThrowAsync<PostgresException>(() => failing.RunAsync(default));

        (await Trail.VerifyAsync(tenant, default)).Lines.ShouldBe(0);
    }

    private async Task FillAsync()
    {
        for (var i = 1; i <= 6; i++)
            await Trail.TellAsync(tenant, new("clerk", "test.told", $"主体{i}", $"/{tenant}/", "127.0.0.1", """{"why":"-"}"""), At.AddMinutes(i), default);
    }
}
