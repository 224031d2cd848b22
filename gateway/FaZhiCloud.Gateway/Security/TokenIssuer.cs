using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace FaZhiCloud.Gateway.Security;

/// <summary>
/// The built-in issuer: short-lived JWTs, signed with ES256 keys that all gateways of a database share. Each period of thirty days has its key,
/// made and published one period ahead and accepted one period after, so that all gateways change over at the same moment by the clock.
/// </summary>
public sealed class TokenIssuer(TimeProvider time)
{
    public const string Issuer = "https://fazhicloud", Audience = "fazhicloud-api";

    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a key signs.</summary>
    public const int PeriodDays = 30;

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    private volatile Dictionary<string, ECDsaSecurityKey> keys = [];

    /// <summary>The key that signs now.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="LoadAsync"/>, or when it has not been called again for a period.</exception>
    public SecurityKey Key => keys.GetValueOrDefault(Name(Period)) ?? throw new InvalidOperationException("The signing key has not been loaded.");

    /// <summary>The keys that are accepted and published.</summary>
    public IReadOnlyCollection<ECDsaSecurityKey> Keys => keys.Values;

    private long Period => time.GetUtcNow().ToUnixTimeSeconds() / (PeriodDays * 86_400L);

    /// <summary>Loads the shared keys, making those that are missing; of two gateways that make one together one wins and both use its key.</summary>
    public async Task LoadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var period = Period;
        foreach (var name in new[] { Name(period), Name(period + 1) }.Where(name => !keys.ContainsKey(name)))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await using var insert = source.CreateCommand("insert into signing_keys (id, private_key, created_at) values ($1, $2, $3) on conflict (id) do nothing");
            insert.Parameters.Add(new() { Value = name });
            insert.Parameters.Add(new() { Value = fresh.ExportPkcs8PrivateKeyPem() });
            insert.Parameters.Add(new() { Value = time.GetUtcNow() });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        string[] names = [Name(period - 1), Name(period), Name(period + 1)];
        await using (var forget = source.CreateCommand("delete from signing_keys where not (id = any($1)) and created_at < $2"))
        {
            forget.Parameters.Add(new() { Value = names });
            forget.Parameters.Add(new() { Value = time.GetUtcNow().AddDays(-3 * PeriodDays) });
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var select = source.CreateCommand("select id, private_key from signing_keys where id = any($1)");
        select.Parameters.Add(new() { Value = names });
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var (known, loaded) = (keys, new Dictionary<string, ECDsaSecurityKey>(StringComparer.Ordinal));
        while (await reader.ReadAsync(cancellationToken))
            loaded[reader.GetString(0)] = known.GetValueOrDefault(reader.GetString(0)) ?? Read(reader.GetString(0), reader.GetString(1));
        keys = loaded;
    }

    /// <summary>A token for an account; of a session, where one was begun.</summary>
    public string Issue(Account account, Guid? session = null)
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
            Subject = new ClaimsIdentity(Claims(account, session)),
        });
    }

    /// <summary>What a token says of an account.</summary>
    public static IEnumerable<Claim> Claims(Account account, Guid? session)
    {
        yield return new("sub", account.Id.ToString());
        yield return new(Caller.NameClaim, account.UserName);
        yield return new(Caller.DisplayClaim, account.DisplayName);
        yield return new(Caller.TenantClaim, account.TenantId.ToString());
        yield return new(Caller.RoleClaim, account.Role);
        yield return new(Caller.PathClaim, account.DivisionPath);
        if (account.Reveal)
            yield return new(Caller.RevealClaim, "true");
        foreach (var grant in account.More)
            yield return new(Caller.GrantClaim, Caller.Claim(grant));
        if (session is { } id)
            yield return new(Caller.SessionClaim, id.ToString());
    }

    private static string Name(long period) => $"k{period}";

    private static ECDsaSecurityKey Read(string name, string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new(key) { KeyId = name };
    }
}

/// <summary>Looks for the next period's key now and then.</summary>
internal sealed class KeyRotation(TokenIssuer issuer, NpgsqlDataSource source, ILogger<KeyRotation> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, stoppingToken);
                await issuer.LoadAsync(source, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                log.LogWarning(e, "The signing keys could not be read; trying again in an hour (the next key is known a month ahead)");
            }
        }
    }
}
