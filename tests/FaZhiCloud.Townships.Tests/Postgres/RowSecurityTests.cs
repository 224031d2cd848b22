using FaZhiCloud.Domain;
using FaZhiCloud.Testing;
using Npgsql;

namespace FaZhiCloud.Townships.Tests.Postgres;

/// <summary>The second wall, tried from the service's own connections: what no endpoint would ask for is asked for here.</summary>
public sealed class RowSecurityTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private static readonly string[] Tables = ["divisions", "journal", "answers", "snapshots", "records", "due_items", "alerts", "accounts", "grants", "audit"];

    private readonly ManualTime time = ManualTime.On(2026, 3, 2);

    [Fact]
    public async Task Every_table_with_a_tenant_is_fenced_even_for_its_owner_and_the_service_cannot_step_over()
    {
        (await database.ScalarAsync<string[]>("""
            select coalesce(array_agg(c.relname order by c.relname), '{}') from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'own_tenant' and p.polcmd = '*' and p.polroles = '{0}'))
            """)).ShouldBeEmpty("a table that holds a tenant's rows without the policy own_tenant");
        (await database.ScalarAsync<bool>("select rolsuper or rolbypassrls or rolcanlogin from pg_roles where rolname = 'fazhi_service'")).ShouldBeFalse();
        (await database.ScalarAsync<long>("select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('fazhi_service', 'fazhi_sign_in')")).ShouldBe(0, "the service owns no table");
        (await database.ScalarAsync<long>("select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('v', 'm')")).ShouldBe(0, "a view would run with its owner's rights");
        (await database.ScalarAsync<string[]>("""
            select array_agg(p.proname || ' as ' || r.rolname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
            where n.nspname = 'public' and p.prosecdef
            """)).ShouldBe(["find_account as fazhi_sign_in"], "each function with another's rights is a hole to be reasoned about");
        (await database.ScalarAsync<string[]>("select array_agg(column_name || ' ' || privilege_type) from information_schema.column_privileges where grantee = 'fazhi_sign_in'"))
            .ShouldBe(["id SELECT", "tenant_id SELECT", "user_name SELECT"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_tenant_there_are_no_rows_and_with_another_only_that_ones()
    {
        var other = await FillBothAsync();
        await using var connection = await database.Service.OpenConnectionAsync();

        foreach (var table in Tables)
        {
            (await CountAsync(connection, table)).ShouldBe(0, $"{table} without a tenant");
            (await CountAsync(connection, table, other)).ShouldBe(await database.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{other}'"), $"{table} of the other tenant");
            (await CountAsync(connection, table, Guid.NewGuid())).ShouldBe(0, $"{table} of nobody");
            (await CountAsync(connection, table)).ShouldBe(0, $"{table} after a transaction with a tenant, on the same connection");
        }
    }

    [Fact]
    public async Task Writing_another_tenants_rows_is_refused_or_touches_nothing()
    {
        var other = await FillBothAsync();
        foreach (var sql in new[]
        {
            "update records set title = 'mine'", "delete from due_items", "update alerts set state = 'acknowledged'", "delete from answers", "update accounts set disabled = true", "delete from divisions where level = 3",
        })
        {
            await using var transaction = database.Service.ForTenant(Guid.NewGuid(), sql);
            (await transaction.RunAsync(default)).ShouldBe(0, sql);
        }

        foreach (var sql in new[]
        {
            $"insert into records (township_id, record_id, tenant_id, area, kind, title, is_void, version) values ('{Guid.NewGuid()}', 'x', '{other}', 'a', 'k', 't', false, 1)",
            $"update records set tenant_id = '{other}'",
            $"insert into journal (tenant_id, township_id, version, name, payload, actor, at) values ('{other}', '{Guid.NewGuid()}', 1, 'n', '1', 'a', now())",
            // The row is another's: the conflict is refused, not answered by an update.
            $"insert into divisions (id, tenant_id, level, kind, code, name, path) select '{other}', '{MigratedDatabase.Tenant}', 0, 'k', 'c', 'n', '/' on conflict (id) do update set name = 'taken'",
        })
        {
            await using var transaction = database.Service.ForTenant(MigratedDatabase.Tenant, sql);
            (await Should.ThrowAsync<PostgresException>(() => transaction.RunAsync(default), sql)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
    }

    [Fact]
    public async Task An_error_in_the_middle_leaves_no_tenant_in_the_pooled_connection()
    {
        await FillBothAsync();
        await using var one = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ServiceConnection) { MaxPoolSize = 1 });

        for (var i = 0; i < 3; i++)
        {
            await using (var failing = one.ForTenant(MigratedDatabase.Tenant, "select count(*) from journal").Then("select 1 / 0"))
                (await Should.ThrowAsync<PostgresException>(() => failing.ScalarAsync(default))).SqlState.ShouldBe(PostgresErrorCodes.DivisionByZero);
            await using var after = one.CreateCommand("select count(*) from journal");
            (await after.ExecuteScalarAsync()).ShouldBe(0L);
        }

        await using (var open = await one.OpenConnectionAsync())
        await using (var rolledBack = await open.BeginTransactionAsync())
            (await CountAsync(open, "journal", MigratedDatabase.Tenant, within: true)).ShouldBeGreaterThan(0);
        await using var last = one.CreateCommand("select count(*) from journal");
        (await last.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Bulk_copy_neither_reads_nor_writes_over_the_wall()
    {
        await FillBothAsync();
        await using var connection = await database.Service.OpenConnectionAsync();
        using (var all = await connection.BeginTextExportAsync("copy records to stdout"))
            (await all.ReadToEndAsync()).ShouldBeEmpty();
        using (var query = await connection.BeginTextExportAsync("copy (select * from journal) to stdout"))
            (await query.ReadToEndAsync()).ShouldBeEmpty();
        (await Should.ThrowAsync<PostgresException>(() => connection.BeginBinaryImportAsync("copy records (township_id, record_id) from stdin (format binary)")))
            .SqlState.ShouldBe(PostgresErrorCodes.FeatureNotSupported);
    }

    [Theory]
    [InlineData("set row_security = off; select count(*) from journal")]
    [InlineData("alter table journal disable row level security")]
    [InlineData("alter table journal no force row level security")]
    [InlineData("drop policy own_tenant on journal")]
    [InlineData("create policy mine on journal using (true)")]
    [InlineData("alter role fazhi_service bypassrls")]
    [InlineData("create or replace function acting_tenant() returns uuid language sql as 'select null::uuid'")]
    [InlineData("update audit set actor = 'nobody'")]
    [InlineData("delete from audit")]
    [InlineData("update tenants set state = 'suspended'")]
    [InlineData("set role fazhi_sign_in; select password_hash from accounts")]
    public async Task The_service_cannot_take_the_wall_down(string sql)
    {
        await using var connection = new NpgsqlConnection(await MemberAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_login_that_is_only_a_member_of_the_service_role_serves()
    {
        var address = await database.TownshipAsync();
        await using var source = NpgsqlDataSource.Create(Migrator.AsService(await MemberAsync()));
        (await new TownshipActor(address, new TownshipJournal(source), time).ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李一"))), default)).ShouldBeOfType<Outcome.Done>();
        await using var found = source.CreateCommand("select count(*) from find_account('nobody')");
        (await found.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task A_list_below_a_path_uses_the_index_behind_the_wall()
    {
        _ = database.Journal;
        await using var batch = database.Service.ForTenant(MigratedDatabase.Tenant).Then("set local enable_seqscan = off")
            .Then("explain select id from divisions d where d.path between '/a/' and '/a/' || 'z'");
        await using var reader = await batch.ReadAsync(default);
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(0));
        plan.ShouldContain(line => line.Contains("Index Cond") && line.Contains("path >="), string.Join("\n", plan));
    }

    /// <summary>A login of its own, as an installation with a careful operator has it.</summary>
    private async Task<string> MemberAsync()
    {
        await using var create = database.Owner.CreateCommand("""
            do $$ begin
                create role fazhi_test_member login password 'member' in role fazhi_service;
            exception when duplicate_object or unique_violation then null; end $$;
            """);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(database.Owner.ConnectionString) { Username = "fazhi_test_member", Password = "member", Options = "-c role=fazhi_service" }.ConnectionString;
    }

    /// <summary>Rows in every table, for the fixture's tenant and for another.</summary>
    private async Task<Guid> FillBothAsync()
    {
        _ = database.Journal;
        var other = Guid.CreateVersion7();
        await database.Divisions.AddAsync([new(other, other, null, DivisionLevel.Province, "province", "99", "他省", $"/{other}/")], default);
        foreach (var tenant in new[] { MigratedDatabase.Tenant, other })
        {
            TownshipAddress address = new(tenant, Guid.CreateVersion7());
            await database.Divisions.AddAsync([new(address.Township, tenant, tenant, DivisionLevel.Township, "township", address.Township.ToString("N"), "乡", $"/{tenant}/{address.Township}/")], default);
            var actor = new TownshipActor(address, database.Journal, time, snapshotEvery: 1);
            await actor.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李一"))), default);
            await actor.ExecuteAsync(MigratedDatabase.Envelope(new RegisterCertificate("officer-1", "川N1", new(2021, 3, 10), new(2026, 3, 9))), default);
            await using var account = database.Service.ForTenant(tenant, """
                with made as (insert into accounts (id, tenant_id, user_name, display_name, password_hash) values (gen_random_uuid(), $1, $2, '', '') returning id)
                insert into grants (id, tenant_id, account_id, role, division_id) select gen_random_uuid(), $1, id, 'clerk', $1 from made
                """).With(tenant).With($"user-{Guid.NewGuid()}").Tell(new("tester", "test.filled"), time.GetUtcNow());
            await account.RunAsync(default);
        }

        await new FaZhiCloud.Scheduling.AlertSweep(database.Service, time).RunAsync();
        return other;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table, Guid? tenant = null, bool within = false)
    {
        await using var transaction = within ? null : await connection.BeginTransactionAsync();
        if (tenant is { } named)
        {
            await using var set = new NpgsqlCommand("select set_config('fazhi.tenant', $1, true)", connection) { Parameters = { new() { Value = named.ToString() } } };
            await set.ExecuteNonQueryAsync();
        }

        await using var count = new NpgsqlCommand($"select count(*) from {table}", connection);
        var rows = (long)(await count.ExecuteScalarAsync())!;
        if (transaction is not null)
            await transaction.CommitAsync();
        return rows;
    }
}
