using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Divisions;

/// <summary>A division with what lies directly below it.</summary>
public sealed record DivisionPage(Guid Id, string Name, string Code, DivisionLevel Level, IReadOnlyList<DivisionLink> Below);

public sealed record DivisionLink(Guid Id, string Name, string Code, DivisionLevel Level);

/// <summary>A division's year at a glance; townships with most to do first.</summary>
public sealed record Board(Guid DivisionId, string Division, int Year, int Townships, int Lapsed, int DueSoon, int MissedStudy, int OpenAlerts, IReadOnlyList<BoardRow> Rows);

public static class DivisionEndpoints
{
    public static IEndpointRouteBuilder MapDivisions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/divisions/{division:guid}").WithTags("区划 Divisions");
        group.MapGet("", OneAsync).Needs(Act.Look).WithName("GetDivision").WithSummary("一个区划及其下级").Produces<DivisionPage>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(429);
        group.MapGet("/board", BoardAsync).Needs(Act.Read).WithName("GetBoard").WithSummary("辖区看板：证件、合同、学法与提醒").Produces<Board>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        return api;
    }

    private static async Task<IResult> OneAsync(HttpContext context, Guid division, Scope scope, DivisionStore divisions, CancellationToken cancellationToken)
    {
        if (await scope.DivisionAsync(context.User, division, cancellationToken) is not { } found)
            return Problems.NotFound();
        var below = await divisions.BelowAsync(found, cancellationToken);
        return TypedResults.Ok(new DivisionPage(found.Id, found.Name, found.Code, found.Level, [.. below.Select(child => new DivisionLink(child.Id, child.Name, child.Code, child.Level))]));
    }

    private static async Task<IResult> BoardAsync(HttpContext context, Guid division, int? year, Scope scope, DivisionStore divisions, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Paging.CheckYear(year) is { } problem)
            return problem;
        if (await scope.DivisionAsync(context.User, division, cancellationToken) is not { } found)
            return Problems.NotFound();
        var today = new Moment(time.GetUtcNow(), "").Today;
        var rows = await divisions.BoardAsync(found, year ?? today.Year, today, cancellationToken);
        return TypedResults.Ok(new Board(found.Id, found.Name, year ?? today.Year, rows.Count, rows.Sum(row => row.Lapsed), rows.Sum(row => row.DueSoon), rows.Sum(row => row.MissedStudy), rows.Sum(row => row.OpenAlerts), rows));
    }
}
