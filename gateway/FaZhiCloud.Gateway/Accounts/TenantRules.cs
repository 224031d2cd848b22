using FaZhiCloud.Townships;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace FaZhiCloud.Gateway.Accounts;

/// <summary>A tenant's rules for its accounts.</summary>
/// <param name="SeparateAdmins">三员分立; set by the operator only.</param>
/// <param name="SingleSession">A new session ends the others of the account.</param>
/// <param name="IdleMinutes">After so long without a request a session ends.</param>
public sealed record TenantRules(bool SeparateAdmins, bool SingleSession, int IdleMinutes)
{
    public static readonly TenantRules Usual = new(false, false, 30);
}

public sealed class TenantRulesStore(NpgsqlDataSource source, IMemoryCache cache)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly record struct Known(Guid Tenant);

    public async ValueTask<TenantRules> FindAsync(Guid tenant, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(new Known(tenant), out TenantRules? known))
            return known!;
        await using var batch = source.ForTenant(tenant, "select separate_admins, single_session, idle_minutes from tenant_rules where tenant_id = $1").With(tenant);
        await using var reader = await batch.ReadAsync(cancellationToken);
        var rules = await reader.ReadAsync(cancellationToken) ? new TenantRules(reader.GetBoolean(0), reader.GetBoolean(1), reader.GetInt32(2)) : TenantRules.Usual;
        return cache.Set(new Known(tenant), rules, Fresh);
    }

    public async Task SetAsync(Guid tenant, TenantRules rules, AuditEntry told, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, """
            insert into tenant_rules (tenant_id, separate_admins, single_session, idle_minutes) values ($1, $2, $3, $4)
            on conflict (tenant_id) do update set separate_admins = excluded.separate_admins, single_session = excluded.single_session, idle_minutes = excluded.idle_minutes
            """).With(tenant).With(rules.SeparateAdmins).With(rules.SingleSession).With(rules.IdleMinutes).Tell(told, at);
        await batch.RunAsync(cancellationToken);
        cache.Remove(new Known(tenant));
    }
}
