using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Accounts;

/// <param name="SingleSession">A new sign-in ends the others.</param>
/// <param name="IdleMinutes">5 to 720.</param>
public sealed record SetRules(bool SingleSession, int IdleMinutes);

/// <summary>The tenant's rules. (三员分立 is switched by the operator: who is bound by it cannot lift it.)</summary>
public static class RulesEndpoints
{
    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/rules").WithTags("规则 Rules").Needs(Act.ManageSystem);
        group.MapGet("", async (HttpContext context, TenantRulesStore rules, CancellationToken cancellationToken) => TypedResults.Ok(await rules.FindAsync(Caller.Of(context.User).Tenant, cancellationToken)))
            .WithName("GetRules").WithSummary("登录与会话规则").Errors();
        group.MapPut("", SetAsync).WithName("SetRules").WithSummary("修改登录与会话规则").Accepts<SetRules>("application/json").Produces<TenantRules>().Errors(400, 422);
        return api;
    }

    private static async Task<IResult> SetAsync(HttpContext context, TenantRulesStore rules, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<SetRules>(cancellationToken);
        if (body is null)
            return problem!;
        var check = new Check().That(body.IdleMinutes is >= 5 and <= 720, "idleMinutes", "rules.idle", "应在 5 至 720 之间", "must lie between 5 and 720");
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        var now = await rules.FindAsync(caller.Tenant, cancellationToken) with { SingleSession = body.SingleSession, IdleMinutes = body.IdleMinutes };
        await rules.SetAsync(caller.Tenant, now, new(caller.Name, "rules.changed", Address: Origin.Of(context).Address, Detail: $$"""{"singleSession":{{(body.SingleSession ? "true" : "false")}},"idleMinutes":{{body.IdleMinutes}}}"""), time.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(now);
    }
}
