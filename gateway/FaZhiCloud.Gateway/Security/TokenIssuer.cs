using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace FaZhiCloud.Gateway.Security;

/// <summary>The built-in issuer: JWTs signed with an ES256 key that all gateways of a database share.</summary>
public sealed class TokenIssuer(TimeProvider time)
{
    public const string Issuer = "https://fazhicloud", Audience = "fazhicloud-api";

    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    private ECDsaSecurityKey? key;

    /// <summary>The key that tokens are checked against.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="LoadAsync"/>.</exception>
    public SecurityKey Key => key ?? throw new InvalidOperationException("The signing key has not been loaded.");

    /// <summary>Loads the shared key, or makes the first one; of two gateways that start together one wins and both use its key.</summary>
    public async Task LoadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var insert = source.CreateCommand("insert into signing_keys (id, private_key, created_at) values ('current', $1, $2) on conflict (id) do nothing");
        insert.Parameters.Add(new() { Value = fresh.ExportPkcs8PrivateKeyPem() });
        insert.Parameters.Add(new() { Value = time.GetUtcNow() });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await using var select = source.CreateCommand("select private_key from signing_keys where id = 'current'");
        var signing = ECDsa.Create();
        signing.ImportFromPem((string)(await select.ExecuteScalarAsync(cancellationToken))!);
        key = new(signing) { KeyId = "current" };
    }

    public string Issue(Account account)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new(Key, SecurityAlgorithms.EcdsaSha256),
            Subject = new ClaimsIdentity(
            [
                new("sub", account.Id.ToString()), new(Caller.NameClaim, account.UserName), new(Caller.DisplayClaim, account.DisplayName),
                new(Caller.TenantClaim, account.TenantId.ToString()), new(Caller.RoleClaim, account.Role), new(Caller.PathClaim, account.DivisionPath),
            ]),
        });
    }
}
