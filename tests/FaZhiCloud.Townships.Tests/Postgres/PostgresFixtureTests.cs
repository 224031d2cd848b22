using FaZhiCloud.Testing;
using Npgsql;

namespace FaZhiCloud.Townships.Tests.Postgres;

public sealed class PostgresFixtureTests(PostgresFixture postgres, TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Databases_asked_for_under_one_name_are_apart_and_hold_Chinese_text()
    {
        await using var one = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync("Fixture tests 法治"));
        await using var two = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync("Fixture tests 法治"));
        await using var create = one.CreateCommand("create table 镇 (名称 text); insert into 镇 values ('青山镇')");
        await create.ExecuteNonQueryAsync();

        await using var read = one.CreateCommand("select 名称 from 镇");
        (await read.ExecuteScalarAsync()).ShouldBe("青山镇");
        await using var absent = two.CreateCommand("select to_regclass('镇') is null");
        (await absent.ExecuteScalarAsync()).ShouldBe(true);
    }

    [Fact]
    public async Task A_database_can_be_copied_from_a_template()
    {
        var template = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync("template")) { Pooling = false };
        await using (var source = NpgsqlDataSource.Create(template))
        await using (var create = source.CreateCommand("create table copied (n int)"))
            await create.ExecuteNonQueryAsync();

        await using var copy = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync("copy", template.Database!));

        await using var read = copy.CreateCommand("select count(*) from copied");
        (await read.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task A_class_has_a_database_of_its_own()
    {
        await using var command = database.Source.CreateCommand("select current_database()::text");
        ((string)(await command.ExecuteScalarAsync())!).ShouldStartWith("test_");
    }
}
