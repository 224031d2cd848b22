using FaZhiCloud.Townships;

namespace FaZhiCloud.Grains;

/// <summary>
/// Repeats in the silo what the gateway has checked: the caller's tenant travels with each call and must be the township's. A gateway with
/// a defect, or whoever else reaches the silos' ports, gets no other tenant's township by knowing its id.
/// </summary>
public sealed class TenantCheck : IIncomingGrainCallFilter
{
    /// <summary>The request context's entry: the tenant's id in 16 bytes as text.</summary>
    public const string Tenant = "fazhi.tenant";

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.TargetContext?.GrainInstance is TownshipGrain)
            Check(RequestContext.Get(Tenant), context.TargetId.Key.ToString()!);
        return context.Invoke();
    }

    private static void Check(object? tenant, string key)
    {
        try
        {
            ActingFor.Require(tenant as Guid?, GrainKeys.Parse(key));
        }
        catch (WrongTenantException e)
        {
            throw new ForeignTownshipException(e.Message);
        }
    }
}

/// <summary><see cref="WrongTenantException"/> on its way back to the gateway.</summary>
[GenerateSerializer, Alias("fazhi.foreign-township")]
public sealed class ForeignTownshipException(string message) : Exception(message);
