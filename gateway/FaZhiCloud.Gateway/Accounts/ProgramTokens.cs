using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FaZhiCloud.Gateway.Accounts;

/// <summary>A program's token, as its owner sees it; the token itself was shown once.</summary>
public sealed record ProgramTokenRow(Guid Id, string Name, bool MayWrite, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Tokens with which programs act for their owner, within what the owner may: reading, or writing too; never accounts.</summary>
public sealed class ProgramTokens(NpgsqlDataSource source, AccountStore accounts, IMemoryCache cache, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly record struct Known(string Token);

    public async Task<(ProgramTokenRow Row, string Token)> MakeAsync(Guid tenant, Guid account, string name, bool mayWrite, int days, AuditEntry told, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var secret = Secret.Make(Secret.Program, tenant, Guid.CreateVersion7());
        await using var batch = source.ForTenant(tenant, "insert into api_tokens (id, tenant_id, account_id, name, hash, may_write, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .With(secret.Id).With(tenant).With(account).With(name).With(secret.Hash).With(mayWrite).With(now).With(now.AddDays(days)).Tell(told, now);
        await batch.RunAsync(cancellationToken);
        return (new(secret.Id, name, mayWrite, now, now.AddDays(days)), secret.ToString());
    }

    public async Task<IReadOnlyList<ProgramTokenRow>> ListAsync(Guid tenant, Guid account, CancellationToken cancellationToken)
    {
        var rows = new List<ProgramTokenRow>();
        await using var batch = source.ForTenant(tenant, "select id, name, may_write, created_at, expires_at from api_tokens where account_id = $1 and revoked_at is null and expires_at > $2 order by created_at")
            .With(account).With(time.GetUtcNow());
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4)));
        return rows;
    }

    public async Task<bool> RevokeAsync(Guid tenant, Guid account, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, "update api_tokens set revoked_at = $3 where id = $1 and account_id = $2 and revoked_at is null").With(id).With(account).With(time.GetUtcNow());
        return await batch.RunAsync(cancellationToken) == 1;
    }

    /// <summary>Who a token stands for; null when it does not hold.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!Secret.TryParse(Secret.Program, token, out var secret))
            return null;
        if (cache.TryGetValue(new Known(token), out ClaimsPrincipal? known))
            return known;
        await using var batch = source.ForTenant(secret.Tenant, """
            select k.account_id, k.may_write, k.hash from api_tokens k join tenants t on t.id = k.tenant_id
            where k.id = $1 and k.revoked_at is null and k.expires_at > $2 and t.state = 'active'
            """).With(secret.Id).With(time.GetUtcNow());
        Guid owner;
        bool mayWrite;
        await using (var reader = await batch.ReadAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken) || !CryptographicOperations.FixedTimeEquals(reader.GetFieldValue<byte[]>(2), secret.Hash))
                return null;
            (owner, mayWrite) = (reader.GetGuid(0), reader.GetBoolean(1));
        }

        if (await accounts.ActiveAsync(secret.Tenant, owner, cancellationToken) is not { } account)
            return null;
        var claims = TokenIssuer.Claims(account, null).Append(new(Caller.ProgramClaim, mayWrite ? "write" : "read"));
        return cache.Set(new Known(token), new ClaimsPrincipal(new ClaimsIdentity(claims, ProgramTokenHandler.Scheme)), Fresh);
    }
}

/// <summary>Authenticates requests that bear a program's token.</summary>
internal sealed class ProgramTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ProgramTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "program";

    public const string Prefix = $"Bearer {Secret.Program}_";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        await tokens.FindAsync($"{Request.Headers.Authorization}"["Bearer ".Length..], Context.RequestAborted) is { } principal
            ? AuthenticateResult.Success(new(principal, Scheme))
            : AuthenticateResult.Fail("The token does not hold.");
}
