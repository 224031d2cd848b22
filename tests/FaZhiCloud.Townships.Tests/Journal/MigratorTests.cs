using Npgsql;

namespace FaZhiCloud.Townships.Tests.Journal;

public sealed class MigratorTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    [Theory]
    [InlineData("create table anything (id integer)")]
    [InlineData("alter table records add column more text")]
    [InlineData("drop table journal")]
    [InlineData("update journal set actor = 'somebody else'")]
    [InlineData("delete from journal")]
    [InlineData("truncate journal")]
    [InlineData("insert into migrations (number, name) values (99, 'forged')")]
    public async Task The_running_service_can_neither_change_tables_nor_the_journal(string sql)
    {
        await using var command = database.Service.CreateCommand(sql);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Migrating_again_runs_nothing() => (await Migrator.MigrateAsync(database.Owner)).ShouldBeEmpty();

    [Fact]
    public async Task Two_migrations_at_once_do_not_get_in_each_others_way() =>
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.MigrateAsync(database.Owner)))).ShouldAllBe(ran => ran.Count == 0);
}
