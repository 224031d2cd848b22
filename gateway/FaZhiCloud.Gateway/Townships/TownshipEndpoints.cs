using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Areas;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Reports;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Townships;

/// <summary>A township's page: names, and what it has on record in a year.</summary>
public sealed record TownshipPage(Guid Id, string Code, Unit Unit, int Year, long Version, IReadOnlyList<AreaCount> Areas, IReadOnlyList<int> Years);

public static class TownshipEndpoints
{
    public static IEndpointRouteBuilder MapTownships(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/townships").WithTags("乡镇 Townships");
        all.MapGet("", ListAsync).Needs(Act.Read).WithName("ListTownships").WithSummary("管辖范围内的乡镇").Produces<Page<TownshipRow>>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        var one = all.MapGroup("/{township:guid}");
        one.MapGet("", OneAsync).Needs(Act.Read).WithName("GetTownship").WithSummary("一个乡镇及其各领域记录数").Produces<TownshipPage>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        one.MapAdd<TownshipYearFacts>("/imports", "ImportFacts", "导入一个年度的事实文件（全部成功或全部不导入）", (facts, _) => new ImportFacts(facts)).WithTags("导入 Imports")
            .WithExample("""{"year":2026,"studySessions":[{"on":"2026-03-12","kind":"lecture","topics":["民法典"],"attendance":60}]}""");
        one.MapAreas().MapRecords().MapReports();
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, int? year, Guid? under, string? q, string? after, int? limit, DivisionStore divisions, Scope scope, TimeProvider time, CancellationToken cancellationToken)
    {
        if ((Paging.Check(limit) ?? Paging.CheckYear(year)) is { } problem)
            return problem;
        var caller = Caller.Of(context.User);
        var paths = caller.Paths(Act.Read, separateAdmins: false);
        if (under is { } id)
        {
            if (await scope.DivisionAsync(context.User, id, cancellationToken) is not { } division)
                return Problems.NotFound();
            paths = [division.Path];
        }

        var (size, today) = (limit ?? Paging.Default, new Moment(time.GetUtcNow(), "").Today);
        var (total, rows) = await divisions.TownshipsAsync(caller.Tenant, paths, year ?? today.Year, q, after, size + 1, today, cancellationToken);
        var page = rows.Take(size).ToList();
        return TypedResults.Ok(new Page<TownshipRow>(total, page, rows.Count > size ? page[^1].Code : null));
    }

    private static async Task<IResult> OneAsync(HttpContext context, Guid township, int? year, ITownships townships, DivisionStore divisions, Scope scope, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Paging.CheckYear(year) is { } problem)
            return problem;
        if (await scope.TownshipAsync(context.User, township, cancellationToken) is not { } scoped)
            return Problems.NotFound();
        var of = year ?? new Moment(time.GetUtcNow(), "").Today.Year;
        var overview = await townships.ReadAsync(scoped.Address, new OverviewView(of), cancellationToken);
        return TypedResults.Ok(new TownshipPage(township, scoped.Division.Code, await divisions.UnitAsync(scoped.Division, cancellationToken), of, overview.Version, overview.Areas, overview.Years));
    }
}
