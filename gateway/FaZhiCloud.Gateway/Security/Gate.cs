using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Security;

/// <summary>
/// The one place that decides (principal, act, division): outside the scope 404, as for what does not exist; inside but not allowed 403. The
/// division stands in the path of the request; an endpoint whose division is found out later (an alert, an account) asks there again.
/// </summary>
public static class Gate
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Act act)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsAttribute(act));

    public static IApplicationBuilder UseGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>() is not { } needs || context.User.Identity is not { IsAuthenticated: true })
            await next(context);
        else if (await RefusalAsync(context, needs.Act) is { } refusal)
            await refusal.ExecuteAsync(context);
        else
            await next(context);
    });

    private static async Task<IResult?> RefusalAsync(HttpContext context, Act act)
    {
        var caller = Caller.Of(context.User);
        var rules = await context.RequestServices.GetRequiredService<TenantRulesStore>().FindAsync(caller.Tenant, context.RequestAborted);
        var isTownship = context.Request.RouteValues.TryGetValue("township", out var id);
        if (!isTownship && !context.Request.RouteValues.TryGetValue("division", out id))
            return caller.May(act, null, rules.SeparateAdmins) ? null : Problems.Forbidden();
        var division = await context.RequestServices.GetRequiredService<DivisionStore>().FindAsync(caller.Tenant, Guid.Parse((string)id!), context.RequestAborted);
        if (division is null || !caller.Sees(division.Path) || (isTownship && division.Level != DivisionLevel.Township))
            return Problems.NotFound();
        return caller.May(act, division.Path, rules.SeparateAdmins) ? null : Problems.Forbidden();
    }
}
