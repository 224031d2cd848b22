using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Npgsql;

namespace FaZhiCloud.Gateway.Tenants;

/// <summary>A tenant, as operators see it.</summary>
public sealed record TenantRow(Guid Id, string Name, string State, long Divisions, long Accounts);

/// <summary>
/// What an operator does with tenants, from the command line and with the owner's rights; no endpoint leads here. Each deed stands on the house's
/// own audit trail, and on the tenant's where there still is one.
/// </summary>
public sealed class TenantOperator(NpgsqlDataSource owner, TimeProvider time)
{
    private const string Actor = "operator";

    public async Task<IReadOnlyList<TenantRow>> ListAsync(CancellationToken cancellationToken)
    {
        var tenants = new List<(Guid Id, string Name, string State)>();
        await using (var command = owner.CreateCommand("select id, name, state from tenants order by name"))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                tenants.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
        }

        var rows = new List<TenantRow>();
        foreach (var (id, name, state) in tenants)
        {
            await using var batch = owner.ForTenant(id, "select (select count(*) from divisions where tenant_id = $1), (select count(*) from accounts where tenant_id = $1)").With(id);
            await using var reader = await batch.ReadAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            rows.Add(new(id, name, state, reader.GetInt64(0), reader.GetInt64(1)));
        }

        return rows;
    }

    /// <summary>A province without townships yet.</summary>
    public async Task<Guid> AddAsync(string name, string code, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(), time.GetUtcNow());
        await using var batch = owner.ForTenant(id, "insert into tenants (id, name) values ($1, $2)").With(id).With(name)
            .Then("insert into divisions (id, tenant_id, level, kind, code, name, path) values ($1, $1, 0, 'province', $2, $3, $4)").With(id).With(code).With(name).With($"/{id}/")
            .Tell(new(Actor, "tenant.added", name), now);
        await batch.RunAsync(cancellationToken);
        await TellHouseAsync("tenant.added", $"{name} {id}", cancellationToken);
        return id;
    }

    /// <summary>An administrator of the whole tenant; the password is returned, shown once, and must be changed.</summary>
    public async Task<string> AddAdministratorAsync(Guid tenant, Role role, string userName, CancellationToken cancellationToken)
    {
        if (!Authority.FitsLevel(role, DivisionLevel.Province) || role == Role.Auditor)
            throw new CannotStartException("角色应为 province、systemAdmin、securityAdmin 或 auditAdmin。| The role must be province, systemAdmin, securityAdmin or auditAdmin.");
        await RequireAsync(tenant, cancellationToken);
        var password = AccountManager.FirstPassword();
        await new AccountStore(owner).AddAsync(new(Guid.CreateVersion7(), tenant, userName, userName, Passwords.Hash(password), $"{role}".ToLowerInvariant(), tenant, $"/{tenant}/"), cancellationToken, mustChange: true,
            new(Actor, "account.added", userName, $"/{tenant}/", Detail: $$"""{"role":"{{role}}"}"""), time.GetUtcNow());
        return password;
    }

    /// <summary>A suspended tenant's people cannot sign in and their sessions end; its data stay.</summary>
    public async Task SetStateAsync(Guid tenant, bool suspended, CancellationToken cancellationToken)
    {
        await RequireAsync(tenant, cancellationToken);
        var action = suspended ? "tenant.suspended" : "tenant.resumed";
        await using var batch = owner.ForTenant(tenant, "update tenants set state = $2 where id = $1").With(tenant).With(suspended ? "suspended" : "active").Tell(new(Actor, action), time.GetUtcNow());
        await batch.RunAsync(cancellationToken);
        await TellHouseAsync(action, $"{tenant}", cancellationToken);
    }

    /// <summary>三员分立 on or off.</summary>
    public async Task SetSeparationAsync(Guid tenant, bool separate, CancellationToken cancellationToken)
    {
        await RequireAsync(tenant, cancellationToken);
        var action = separate ? "admins.separated" : "admins.joined";
        await using var batch = owner.ForTenant(tenant, "insert into tenant_rules (tenant_id, separate_admins) values ($1, $2) on conflict (tenant_id) do update set separate_admins = excluded.separate_admins")
            .With(tenant).With(separate).Tell(new(Actor, action), time.GetUtcNow());
        await batch.RunAsync(cancellationToken);
        await TellHouseAsync(action, $"{tenant}", cancellationToken);
    }

    /// <summary>All rows of a tenant: one file a table, one JSON object a line; passwords and other secrets are left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ExportAsync(Guid tenant, string folder, CancellationToken cancellationToken)
    {
        await RequireAsync(tenant, cancellationToken);
        Directory.CreateDirectory(folder);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in (await TablesAsync(cancellationToken)).Except(["sessions", "api_tokens", "invitations"]))
        {
            await using var file = new StreamWriter(Path.Combine(folder, $"{table}.jsonl"));
            await using var batch = owner.ForTenant(tenant, $"select (to_jsonb(t) - 'password_hash' - 'totp_secret')::text from {table} t where tenant_id = $1").With(tenant);
            await using var reader = await batch.ReadAsync(cancellationToken);
            long count = 0;
            for (; await reader.ReadAsync(cancellationToken); count++)
                await file.WriteLineAsync(reader.GetString(0).AsMemory(), cancellationToken);
            counts[table] = count;
        }

        await TellHouseAsync("tenant.exported", $"{tenant}", cancellationToken);
        return counts;
    }

    /// <summary>Erases all rows of a suspended tenant, for good.</summary>
    /// <param name="name">Its name, so that nobody erases another by a slip.</param>
    public async Task EraseAsync(Guid tenant, string name, CancellationToken cancellationToken)
    {
        var row = await RequireAsync(tenant, cancellationToken);
        if (row.State != "suspended" || row.Name != name)
            throw new CannotStartException("只能清除已停用的租户，并须以 --name 写明其名称。| Only a suspended tenant can be erased, and --name must say its name.");
        await using var batch = owner.ForTenant(tenant);
        foreach (var table in (await TablesAsync(cancellationToken)).Except(["accounts", "divisions"]).Append("accounts").Append("divisions"))
            batch.Then($"delete from {table} where tenant_id = $1").With(tenant);
        batch.Then("delete from grain_states where strpos(key_text, $1) > 0 or strpos(key_text, $2) > 0").With($"{tenant}").With($"{tenant:N}")
            .Then("delete from tenants where id = $1").With(tenant);
        await batch.RunAsync(cancellationToken);
        await TellHouseAsync("tenant.erased", $"{name} {tenant}", cancellationToken);
    }

    private async Task<TenantRow> RequireAsync(Guid tenant, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(row => row.Id == tenant) ?? throw new CannotStartException($"没有租户 {tenant}。| There is no tenant {tenant}.");

    private Task TellHouseAsync(string action, string subject, CancellationToken cancellationToken) =>
        new AuditTrail(owner).TellAsync(AuditTrail.House, new(Actor, action, subject), time.GetUtcNow(), cancellationToken);

    /// <summary>Every table that holds tenants' rows, whoever added it.</summary>
    private async Task<List<string>> TablesAsync(CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        await using var command = owner.CreateCommand("""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind = 'r' and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) order by 1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            tables.Add(reader.GetString(0));
        return tables;
    }
}
