using FaZhiCloud.Domain;

namespace FaZhiCloud.Townships;

/// <summary>
/// For which tenant the present flow of work acts: set once where a caller is known (the gateway after the token was checked, a job for its
/// subject) and checked again where a township is touched, whatever lies between. Nothing set means nothing allowed.
/// </summary>
public static class ActingFor
{
    private static readonly AsyncLocal<Guid?> Current = new();

    /// <summary>The tenant; null where nobody has said.</summary>
    public static Guid? Tenant => Current.Value;

    /// <summary>Acts for a tenant until the result is disposed of, in this flow and those begun from it.</summary>
    public static IDisposable Enter(Guid tenant)
    {
        var before = Current.Value;
        Current.Value = tenant;
        return new Leaving(before);
    }

    /// <exception cref="WrongTenantException">The township is another tenant's, or nobody said for whom this is.</exception>
    public static void Require(TownshipAddress address) => Require(Tenant, address);

    /// <inheritdoc cref="Require(TownshipAddress)"/>
    public static void Require(Guid? tenant, TownshipAddress address)
    {
        if (tenant != address.Tenant)
            throw new WrongTenantException(tenant is null ? "A township was addressed by nobody's order." : "A township was addressed that is another tenant's.");
    }

    private sealed class Leaving(Guid? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}

/// <summary>A defect of ours, never the caller's: the endpoints decide about scope before. Deliberately names no ids.</summary>
public sealed class WrongTenantException(string message) : Exception(message);

/// <summary>The engine could not reach the township or its database in time. Nothing is lost: the same key may be sent again.</summary>
public sealed class TownshipUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Any engine behind the tenant check, for engines in this process. (The cluster checks in the silo.)</summary>
public sealed class GuardedTownships(ITownships townships) : ITownships
{
    public Task<Outcome> ExecuteAsync(TownshipAddress address, CommandEnvelope envelope, CancellationToken cancellationToken = default)
    {
        ActingFor.Require(address);
        return townships.ExecuteAsync(address, envelope, cancellationToken);
    }

    public Task<TResult> ReadAsync<TResult>(TownshipAddress address, View<TResult> view, CancellationToken cancellationToken = default)
    {
        ActingFor.Require(address);
        return townships.ReadAsync(address, view, cancellationToken);
    }
}
