using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Npgsql;
using NpgsqlTypes;

namespace FaZhiCloud.Gateway.Accounts;

/// <summary>A grant, as it is listed.</summary>
public sealed record GrantRow(Guid Id, Role Role, Guid DivisionId, string Division, DivisionLevel Level, string Path, bool Reveal);

/// <summary>An account with all that is known of it, secrets left out.</summary>
public sealed record AccountRow(
    Guid Id, string UserName, string DisplayName, bool Disabled, bool MustChange, bool SecondFactor, DateTimeOffset? LockedUntil, DateTimeOffset? LastAt, string? LastAddress, IReadOnlyList<GrantRow> Grants);

/// <summary>Accounts and grants on PostgreSQL. Every change is told in the audit trail in its own transaction.</summary>
public sealed class AccountStore(NpgsqlDataSource source)
{
    private const string Select = """
        select a.id, a.user_name, a.display_name, a.disabled, a.must_change, a.totp_on, a.locked_until, a.last_at, a.last_address,
               g.id, g.role, g.division_id, d.name, d.level, d.path, g.reveal
        from accounts a left join grants g on g.account_id = a.id left join divisions d on d.id = g.division_id
        """;

    public static string Hash(string userName, string password) => Passwords.Hash(password);

    /// <summary>Adds an account with its grants.</summary>
    /// <exception cref="PostgresException">unique_violation: the user name is taken, in this tenant or another.</exception>
    public async Task AddAsync(Account account, CancellationToken cancellationToken, bool mustChange = false, AuditEntry? told = null, DateTimeOffset? at = null)
    {
        await using var batch = source.ForTenant(account.TenantId, "insert into accounts (id, tenant_id, user_name, display_name, password_hash, must_change, created_by) values ($1, $2, $3, $4, $5, $6, $7)")
            .With(account.Id).With(account.TenantId).With(account.UserName).With(account.DisplayName).With(account.PasswordHash).With(mustChange).With(told?.Actor);
        AddGrant(batch, account.TenantId, account.Id, account.Role, account.DivisionId, account.Reveal, told?.Actor);
        if (told is not null)
            batch.Tell(told, at!.Value);
        await batch.RunAsync(cancellationToken);
    }

    public async Task<bool> ExistsAsync(string userName, CancellationToken cancellationToken) => await LocateAsync(userName, cancellationToken) is not null;

    /// <summary>The tenant and the id of a user name.</summary>
    public async Task<(Guid Tenant, Guid Id)?> LocateAsync(string userName, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select f.tenant_id, f.account_id from find_account($1) f join tenants t on t.id = f.tenant_id where t.state = 'active'");
        command.Parameters.Add(new() { Value = userName });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.GetGuid(1)) : null;
    }

    public async Task<AccountRow?> FindAsync(Guid tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, $"{Select} where a.tenant_id = $1 and a.id = $2 order by d.level, d.path, g.role").With(tenant).With(id);
        return (await RowsAsync(batch, cancellationToken)).FirstOrDefault();
    }

    /// <summary>The account as tokens speak of it; null when it is disabled or has no grant.</summary>
    public async Task<Account?> ActiveAsync(Guid tenant, Guid id, CancellationToken cancellationToken) => Active(tenant, await FindAsync(tenant, id, cancellationToken));

    internal static Account? Active(Guid tenant, AccountRow? row)
    {
        if (row is not { Disabled: false, Grants.Count: > 0 })
            return null;
        var first = row.Grants[0];
        return new(row.Id, tenant, row.UserName, row.DisplayName, "", $"{first.Role}".ToLowerInvariant(), first.DivisionId, first.Path)
        {
            Reveal = first.Reveal,
            More = [.. row.Grants.Skip(1).Select(grant => new Held(grant.Role, grant.Path, grant.Reveal))],
        };
    }

    /// <summary>Accounts with a grant under one of the paths, by user name.</summary>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(Guid tenant, string[] paths, string? search, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, $"""
            {Select} where a.tenant_id = $1 and a.id in (
                select a.id from accounts a where a.tenant_id = $1 and ($3::text is null or strpos(a.user_name, $3) > 0 or strpos(a.display_name, $3) > 0) and ($4::text is null or a.user_name > $4)
                  and exists (select from grants g join divisions d on d.id = g.division_id join unnest($2::text[]) as p (path) on d.path between p.path and p.path || 'z' where g.account_id = a.id)
                order by a.user_name limit $5)
            order by a.user_name, d.level, d.path, g.role
            """).With(tenant).With(paths).With(search).With(after).With(limit);
        return await RowsAsync(batch, cancellationToken);
    }

    public Task GrantAsync(Guid tenant, Guid account, Guid division, Role role, bool reveal, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, batch => EndSessions(AddGrant(batch, tenant, account, $"{role}".ToLowerInvariant(), division, reveal, told.Actor), account, "grants changed", at), told, at, cancellationToken);

    public Task EndGrantAsync(Guid tenant, Guid account, Guid grant, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, batch => EndSessions(batch.Then("delete from grants where id = $1 and account_id = $2").With(grant).With(account), account, "grants changed", at), told, at, cancellationToken);

    public Task DisableAsync(Guid tenant, Guid account, bool disabled, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, batch => EndSessions(batch.Then("update accounts set disabled = $2 where id = $1").With(account).With(disabled), account, "account disabled", at), told, at, cancellationToken);

    public Task UnlockAsync(Guid tenant, Guid account, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, batch => batch.Then("update accounts set failed = 0, locked_until = null where id = $1").With(account), told, at, cancellationToken);

    /// <summary>A new password; all sessions end. Where somebody else chose it, it must be changed at the next sign-in.</summary>
    public Task SetPasswordAsync(Guid tenant, Guid account, string hash, bool mustChange, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, batch => EndSessions(batch.Then("update accounts set password_hash = $2, must_change = $3, failed = 0, locked_until = null where id = $1").With(account).With(hash).With(mustChange), account, "password changed", at), told, at, cancellationToken);

    public Task SetSecondFactorAsync(Guid tenant, Guid account, byte[]? secret, bool on, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(tenant, batch => batch.Then("update accounts set totp_secret = $2, totp_on = $3, totp_step = 0 where id = $1").With(account).With(secret, NpgsqlDbType.Bytea).With(on), told, at, cancellationToken);

    /// <summary>What a check of password and code needs.</summary>
    public async Task<(string PasswordHash, byte[]? TotpSecret, bool TotpOn, long TotpStep)?> SecretsAsync(Guid tenant, Guid account, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, "select password_hash, totp_secret, totp_on, totp_step from accounts where tenant_id = $1 and id = $2").With(tenant).With(account);
        await using var reader = await batch.ReadAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetString(0), await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetFieldValue<byte[]>(1), reader.GetBoolean(2), reader.GetInt64(3)) : null;
    }

    internal static TenantBatch EndSessions(TenantBatch batch, Guid account, string why, DateTimeOffset at) =>
        batch.Then("update sessions set ended_at = $2, ended_why = $3 where account_id = $1 and ended_at is null").With(account).With(at).With(why);

    internal static TenantBatch AddGrant(TenantBatch batch, Guid tenant, Guid account, string role, Guid division, bool reveal, string? by) =>
        batch.Then("insert into grants (id, tenant_id, account_id, role, division_id, reveal, granted_by) values ($1, $2, $3, $4, $5, $6, $7)")
            .With(Guid.CreateVersion7()).With(tenant).With(account).With(role).With(division).With(reveal).With(by);

    private async Task ChangeAsync(Guid tenant, Func<TenantBatch, TenantBatch> change, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var batch = change(source.ForTenant(tenant)).Tell(told, at);
        await batch.RunAsync(cancellationToken);
    }

    private static async Task<List<AccountRow>> RowsAsync(TenantBatch batch, CancellationToken cancellationToken)
    {
        var rows = new List<AccountRow>();
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == 0 || rows[^1].Id != reader.GetGuid(0))
            {
                rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4), reader.GetBoolean(5),
                    Moment(reader, 6), Moment(reader, 7), reader.IsDBNull(8) ? null : reader.GetString(8), new List<GrantRow>()));
            }

            if (!reader.IsDBNull(9))
                ((List<GrantRow>)rows[^1].Grants).Add(new(reader.GetGuid(9), Caller.ParseRole(reader.GetString(10)), reader.GetGuid(11), reader.GetString(12), (DivisionLevel)reader.GetInt16(13), reader.GetString(14), reader.GetBoolean(15)));
        }

        return rows;
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
