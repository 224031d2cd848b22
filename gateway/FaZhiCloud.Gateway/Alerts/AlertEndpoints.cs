using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Alerts;

/// <param name="Note">What is being done about it.</param>
public sealed record Acknowledge(string? Note = null);

public static class AlertEndpoints
{
    private static readonly string[] States = ["open", "acknowledged", "cancelled"];

    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/divisions/{division:guid}/alerts", ListAsync).Needs(Act.Read).WithTags("提醒 Alerts").WithName("ListAlerts").WithSummary("辖区内的提醒，新的在前")
            .Produces<Page<Alert>>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        api.MapPost("/alerts/{alert:long}/acknowledge", AcknowledgeAsync).Needs(Act.Look).WithTags("提醒 Alerts").WithName("AcknowledgeAlert").WithSummary("签收提醒")
            .Accepts<Acknowledge>("application/json").Produces<Alert>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(429)
            .WithExample("""{"note":"已通知本人报名换证考试"}""");
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, Guid division, string? state, string? kind, long? after, int? limit, AlertInbox inbox, Scope scope, CancellationToken cancellationToken)
    {
        if (Paging.Check(limit) is { } problem)
            return problem;
        if (state is not null && !States.Contains(state))
            return Problems.Of(422, "alert.no_such_state", $"state：应为 {string.Join("、", States)} 之一", $"state: must be one of {string.Join(", ", States)}");
        if (await scope.DivisionAsync(context.User, division, cancellationToken) is not { } found)
            return Problems.NotFound();
        var size = limit ?? Paging.Default;
        var alerts = await inbox.ListAsync(found.TenantId, found.Path, state, kind, after, size + 1, cancellationToken);
        var page = alerts.Take(size).ToList();
        return TypedResults.Ok(new Page<Alert>(null, page, alerts.Count > size ? $"{page[^1].Id}" : null));
    }

    /// <summary>Acknowledging is idempotent by nature: the same person may repeat it, a settled alert stays as it is.</summary>
    private static async Task<IResult> AcknowledgeAsync(HttpContext context, long alert, AlertInbox inbox, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<Acknowledge>(cancellationToken);
        if (body is null)
            return problem!;
        var check = new Check().Text("note", body.Note, 500, required: false);
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        if (await FindAsync() is not { } found)
            return Problems.NotFound();
        if (!caller.May(Act.Acknowledge, found.Path, separateAdmins: false))
            return Problems.Forbidden();
        var done = await inbox.AcknowledgeAsync(caller.Tenant, alert, caller.Name, body.Note, time.GetUtcNow(), cancellationToken);
        var now = (await FindAsync())?.Alert;
        return done || now is { State: "acknowledged" } && now.SettledBy == caller.Name
            ? TypedResults.Ok(now)
            : Problems.Of(409, "alert.settled", "该提醒已签收或已取消", "the alert is settled already");

        async Task<FoundAlert?> FindAsync() => await inbox.FindAsync(caller.Tenant, alert, cancellationToken) is { } one && caller.Sees(one.Path) ? one : null;
    }
}
