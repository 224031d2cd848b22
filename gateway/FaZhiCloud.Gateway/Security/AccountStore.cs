using FaZhiCloud.Townships;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace FaZhiCloud.Gateway.Security;

/// <summary>An account with its one grant.</summary>
public sealed record Account(Guid Id, Guid TenantId, string UserName, string DisplayName, string PasswordHash, string Role, Guid DivisionId, string DivisionPath);

/// <summary>Accounts on PostgreSQL; passwords hashed by ASP.NET Core Identity's hasher (PBKDF2, SHA-512).</summary>
public sealed class AccountStore(NpgsqlDataSource source)
{
    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>Compared against when there is no such account, so that both answers take the same time.</summary>
    private static readonly string Decoy = Hasher.HashPassword("", Guid.NewGuid().ToString());

    public static string Hash(string userName, string password) => Hasher.HashPassword(userName, password);

    /// <summary>The account that signs in with a password; null when either is wrong or the account is disabled.</summary>
    public async Task<Account?> SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(userName, cancellationToken);
        var matches = Hasher.VerifyHashedPassword(userName, account?.PasswordHash ?? Decoy, password) != PasswordVerificationResult.Failed;
        return account is not null && matches ? account : null;
    }

    public async Task AddAsync(Account account, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(account.TenantId, "insert into accounts (id, tenant_id, user_name, display_name, password_hash, role, division_id) values ($1, $2, $3, $4, $5, $6, $7)")
            .With(account.Id).With(account.TenantId).With(account.UserName).With(account.DisplayName).With(account.PasswordHash).With(account.Role).With(account.DivisionId);
        await batch.RunAsync(cancellationToken);
    }

    public async Task<bool> ExistsAsync(string userName, CancellationToken cancellationToken)
    {
        return await TenantAsync(userName, cancellationToken) is not null;
    }

    private async Task<Guid?> TenantAsync(string userName, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select tenant_id from find_account($1)");
        command.Parameters.Add(new() { Value = userName });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private async Task<Account?> FindAsync(string userName, CancellationToken cancellationToken)
    {
        if (await TenantAsync(userName, cancellationToken) is not { } tenant)
            return null;
        await using var batch = source.ForTenant(tenant, """
            select a.id, a.tenant_id, a.user_name, a.display_name, a.password_hash, a.role, a.division_id, d.path
            from accounts a join divisions d on d.id = a.division_id where a.user_name = $1 and not a.disabled
            """).With(userName);
        await using var reader = await batch.ReadAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetGuid(6), reader.GetString(7))
            : null;
    }
}
