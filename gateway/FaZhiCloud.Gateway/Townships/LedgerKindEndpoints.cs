using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Townships;

/// <summary>What the ledgers ask for: forms are built from it.</summary>
public static class LedgerKindEndpoints
{
    public static IEndpointRouteBuilder MapLedgerKinds(this IEndpointRouteBuilder api)
    {
        api.MapGet("/ledger-kinds", () => TypedResults.Ok(LedgerKinds.All.Values.ToList())).WithTags("台账 Ledgers").Needs(Act.Look)
            .WithName("ListLedgerKinds").WithSummary("台账种类：字段、单位、选项、规则").ProducesProblem(401).ProducesProblem(429);
        return api;
    }
}
