using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace FaZhiCloud.Gateway.Accounts;

/// <summary>A session, as its owner sees it.</summary>
public sealed record SessionRow(Guid Id, DateTimeOffset BegunAt, DateTimeOffset SeenAt, string? Address, string? Agent, bool IsThis);

/// <summary>The last sign-in before this one.</summary>
public sealed record LastSignIn(DateTimeOffset At, string? Address);

/// <summary>Where a request comes from.</summary>
public sealed record Origin(string? Address, string? Agent)
{
    public static Origin Of(HttpContext context) => new($"{context.Connection.RemoteIpAddress}", context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(200, agent.Length)] : null);
}

/// <summary>How signing in ended.</summary>
public abstract record SignInOutcome
{
    public sealed record Begun(Account Account, Guid Session, Secret Refresh, LastSignIn? Last) : SignInOutcome;

    /// <summary>Wrong name, password or code, locked, disabled or suspended: all the same to who tries.</summary>
    public sealed record Failed : SignInOutcome;

    public sealed record CodeNeeded : SignInOutcome;

    public sealed record ChangeNeeded : SignInOutcome;

    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : SignInOutcome;
}

/// <summary>What somebody signs in with.</summary>
public sealed record Credentials(string UserName, string Password, string? Code, string? NewPassword);

/// <summary>Signing in, going on, and ending: sessions with refresh tokens that change at each use.</summary>
public sealed class Sessions(NpgsqlDataSource source, AccountStore accounts, TenantRulesStore rules, AuditTrail audit, IMemoryCache cache, TimeProvider time)
{
    /// <summary>After so many wrong passwords or codes in a row an account is locked for so long.</summary>
    public const int MostFailures = 5;

    public static readonly TimeSpan Locked = TimeSpan.FromMinutes(15), Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5), Noted = TimeSpan.FromMinutes(1);

    private int generation;

    private readonly record struct Live(Guid Session, int Generation);

    public async Task<SignInOutcome> BeginAsync(Credentials credentials, Origin origin, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await accounts.LocateAsync(credentials.UserName, cancellationToken) is not var (tenant, id))
        {
            Passwords.Matches(null, credentials.Password);
            await audit.TellAsync(AuditTrail.House, new(credentials.UserName, "session.failed", credentials.UserName, Address: origin.Address, Detail: """{"why":"no such account"}"""), now, cancellationToken);
            return new SignInOutcome.Failed();
        }

        // The attempt is counted before it is looked at: many at once count as many.
        var counted = await CountAsync(tenant, id, now, cancellationToken);
        var secrets = (await accounts.SecretsAsync(tenant, id, cancellationToken))!.Value;
        var row = (await accounts.FindAsync(tenant, id, cancellationToken))!;
        var path = row.Grants.Count > 0 ? row.Grants[0].Path : null;
        var account = AccountStore.Active(tenant, row);
        var matches = Passwords.Matches(secrets.PasswordHash, credentials.Password);
        if (!counted || !matches || account is null)
            return await FailedAsync(tenant, credentials.UserName, path, origin, !counted ? "locked" : !matches ? "password" : "disabled", now, cancellationToken);
        long? step = null;
        if (secrets.TotpOn)
        {
            if (credentials.Code is null)
                return new SignInOutcome.CodeNeeded();
            step = Totp.Match(secrets.TotpSecret!, credentials.Code, now, secrets.TotpStep);
            if (step is null)
                return await FailedAsync(tenant, credentials.UserName, path, origin, "code", now, cancellationToken);
        }

        if (row.MustChange && credentials.NewPassword is null)
        {
            await UncountAsync(tenant, id, cancellationToken);
            return new SignInOutcome.ChangeNeeded();
        }

        if (credentials.NewPassword is { } fresh)
        {
            var check = new Check().Password("newPassword", fresh, credentials.UserName).That(fresh != credentials.Password, "newPassword", "password.same", "不能与原口令相同", "must differ from the present one");
            if (!check.Holds)
            {
                await UncountAsync(tenant, id, cancellationToken);
                return new SignInOutcome.Refused(check.Refusals);
            }
        }

        return await OpenAsync(account, row, credentials.NewPassword, step, origin, now, cancellationToken);
    }

    private async Task<SignInOutcome> OpenAsync(Account account, AccountRow row, string? newPassword, long? step, Origin origin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var single = (await rules.FindAsync(account.TenantId, cancellationToken)).SingleSession;
        var refresh = Secret.Make(Secret.Refresh, account.TenantId, Guid.CreateVersion7());
        await using var batch = source.ForTenant(account.TenantId, """
            update accounts set failed = 0, locked_until = null, last_at = $2, last_address = $3, password_hash = coalesce($4, password_hash), must_change = must_change and $4 is null,
                   totp_step = coalesce($5, totp_step)
            where id = $1 and ($5 is null or totp_step < $5)
            """).With(account.Id).With(now).With(origin.Address).With(newPassword is null ? null : Passwords.Hash(newPassword)).With(step, NpgsqlTypes.NpgsqlDbType.Bigint);
        if (single || newPassword is not null)
            AccountStore.EndSessions(batch, account.Id, single ? "signed in elsewhere" : "password changed", now);
        batch.Then("insert into sessions (id, tenant_id, account_id, begun_at, seen_at, address, agent, refresh_hash) values ($1, $2, $3, $4, $4, $5, $6, $7)")
            .With(refresh.Id).With(account.TenantId).With(account.Id).With(now).With(origin.Address).With(origin.Agent).With(refresh.Hash);
        if (newPassword is not null)
            batch.Tell(new(account.UserName, "password.changed", account.UserName, account.DivisionPath, origin.Address), now);
        batch.Tell(new(account.UserName, "session.begun", account.UserName, account.DivisionPath, origin.Address), now);
        await batch.RunAsync(cancellationToken);
        Forget();
        return new SignInOutcome.Begun(account, refresh.Id, refresh, row.LastAt is { } last ? new(last, row.LastAddress) : null);
    }

    /// <summary>A new pair for a refresh token; null when it does not hold. One that was used before ends the session: somebody has a copy.</summary>
    public async Task<(Account Account, Secret Refresh)?> GoOnAsync(string token, Origin origin, CancellationToken cancellationToken)
    {
        if (!Secret.TryParse(Secret.Refresh, token, out var old))
            return null;
        var now = time.GetUtcNow();
        var fresh = Secret.Make(Secret.Refresh, old.Tenant, old.Id);
        var idle = TimeSpan.FromMinutes((await rules.FindAsync(old.Tenant, cancellationToken)).IdleMinutes);
        Guid? account;
        await using (var rotate = source.ForTenant(old.Tenant, """
            update sessions set refresh_hash = $3, spent = array_append(spent, $2), seen_at = $4
            where id = $1 and refresh_hash = $2 and ended_at is null and seen_at > $5 and begun_at > $6 returning account_id
            """).With(old.Id).With(old.Hash).With(fresh.Hash).With(now).With(now - idle).With(now - Longest))
            account = await rotate.ScalarAsync(cancellationToken) as Guid?;
        if (account is { } id && await accounts.ActiveAsync(old.Tenant, id, cancellationToken) is { } active && await IsActiveAsync(old.Tenant, cancellationToken))
            return (active, fresh);
        await NoteReuseAsync(old, origin, now, cancellationToken);
        return null;
    }

    private async Task NoteReuseAsync(Secret old, Origin origin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var end = source.ForTenant(old.Tenant, """
            update sessions s set ended_at = $3, ended_why = 'refresh token reused' from accounts a
            where s.id = $1 and $2 = any(s.spent) and s.ended_at is null and a.id = s.account_id returning a.user_name
            """).With(old.Id).With(old.Hash).With(now);
        if (await end.ScalarAsync(cancellationToken) is string userName)
            await audit.TellAsync(old.Tenant, new(userName, "session.reused", userName, Address: origin.Address), now, cancellationToken);
        Forget();
    }

    public async Task<IReadOnlyList<SessionRow>> ListAsync(Guid tenant, Guid account, Guid? own, CancellationToken cancellationToken)
    {
        var rows = new List<SessionRow>();
        var idle = TimeSpan.FromMinutes((await rules.FindAsync(tenant, cancellationToken)).IdleMinutes);
        await using var batch = source.ForTenant(tenant, """
            select id, begun_at, seen_at, address, agent from sessions where account_id = $1 and ended_at is null and seen_at > $2 and begun_at > $3 order by begun_at desc
            """).With(account).With(time.GetUtcNow() - idle).With(time.GetUtcNow() - Longest);
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetGuid(0) == own));
        }

        return rows;
    }

    /// <summary>Ends one session of an account, or all of them; false when there was none to end.</summary>
    public async Task<bool> EndAsync(Guid tenant, Guid account, Guid? session, AuditEntry told, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = source.ForTenant(tenant, "update sessions set ended_at = $3, ended_why = $4 where account_id = $1 and ($2::uuid is null or id = $2) and ended_at is null returning id")
            .With(account).With(session, NpgsqlTypes.NpgsqlDbType.Uuid).With(now).With(told.Action);
        var any = await batch.ScalarAsync(cancellationToken) is not null;
        Forget();
        if (any)
            await audit.TellAsync(tenant, told, now, cancellationToken);
        return any;
    }

    /// <summary>Whether a session still lives; looked up anew every few seconds, and at once where this process ended it.</summary>
    public async ValueTask<bool> IsLiveAsync(Guid tenant, Guid session, CancellationToken cancellationToken)
    {
        var key = new Live(session, generation);
        if (cache.TryGetValue(key, out bool known))
            return known;
        var now = time.GetUtcNow();
        var idle = TimeSpan.FromMinutes((await rules.FindAsync(tenant, cancellationToken)).IdleMinutes);
        await using var batch = source.ForTenant(tenant, """
            select s.seen_at from sessions s join accounts a on a.id = s.account_id join tenants t on t.id = s.tenant_id
            where s.id = $1 and s.ended_at is null and s.seen_at > $2 and s.begun_at > $3 and not a.disabled and t.state = 'active'
            """).With(session).With(now - idle).With(now - Longest);
        var seen = await batch.ScalarAsync(cancellationToken) as DateTime?;
        if (seen is { } at && now.UtcDateTime - at > Noted)
        {
            await using var note = source.ForTenant(tenant, "update sessions set seen_at = $2 where id = $1").With(session).With(now);
            await note.RunAsync(cancellationToken);
        }

        return cache.Set(key, seen is not null, Fresh);
    }

    /// <summary>Something ended: what this process believes to live is looked up anew.</summary>
    public void Forget() => Interlocked.Increment(ref generation);

    private async Task<bool> IsActiveAsync(Guid tenant, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select state = 'active' from tenants where id = $1");
        command.Parameters.Add(new() { Value = tenant });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>False when the account is locked.</summary>
    private async Task<bool> CountAsync(Guid tenant, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, """
            update accounts set failed = case when locked_until is null then failed else 0 end + 1,
                   locked_until = case when locked_until is null and failed + 1 >= $3 then $4 end
            where id = $1 and (locked_until is null or locked_until <= $2) returning true
            """).With(id).With(now).With(MostFailures).With(now + Locked);
        return await batch.ScalarAsync(cancellationToken) is true;
    }

    /// <summary>Everything was right but the new password.</summary>
    private async Task UncountAsync(Guid tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, "update accounts set failed = 0, locked_until = null where id = $1").With(id);
        await batch.RunAsync(cancellationToken);
    }

    private async Task<SignInOutcome> FailedAsync(Guid tenant, string userName, string? path, Origin origin, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await audit.TellAsync(tenant, new(userName, "session.failed", userName, path, origin.Address, $$"""{"why":"{{why}}"}"""), now, cancellationToken);
        return new SignInOutcome.Failed();
    }
}
