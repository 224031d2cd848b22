using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Areas;

/// <summary>What every record has: itself, its history, and being declared void.</summary>
public static class RecordEndpoints
{
    public static IEndpointRouteBuilder MapRecords(this IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/records/{record}").WithTags("记录 Records");
        group.MapGet("", OneAsync).Needs(Act.Read).WithName("GetRecord").WithSummary("一条记录（ETag 为其版本）").Produces<RecordItem>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(429);
        group.MapGet("/history", HistoryAsync).Needs(Act.Read).WithName("GetRecordHistory").WithSummary("一条记录的全部变更：何人、何时、何事、为何").Produces<Page<HistoryItem>>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        group.MapChange<VoidRecord>("/void", "VoidRecord", "作废（保留原记录和原因）").WithExample("""{"reason":"重复登记"}""");
        return township;
    }

    private static async Task<IResult> OneAsync(HttpContext context, Guid township, string record, ITownships townships, Scope scope, CancellationToken cancellationToken)
    {
        if (await scope.TownshipAsync(context.User, township, cancellationToken) is not { } scoped || await townships.ReadAsync(scoped.Address, new RecordView(record), cancellationToken) is not { } item)
            return Problems.NotFound();
        context.Response.Headers.ETag = $"\"{item.Version}\"";
        return TypedResults.Ok(item);
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, Guid township, string record, long? after, int? limit, RecordHistory history, Scope scope, CancellationToken cancellationToken)
    {
        if (Paging.Check(limit) is { } problem)
            return problem;
        if (await scope.TownshipAsync(context.User, township, cancellationToken) is not { } scoped)
            return Problems.NotFound();
        var size = limit ?? Paging.Default;
        var items = await history.ListAsync(scoped.Address, record, after ?? 0, size + 1, cancellationToken);
        if (items.Count == 0 && after is null)
            return Problems.NotFound();
        var page = items.Take(size).ToList();
        return TypedResults.Ok(new Page<HistoryItem>(null, page, items.Count > size ? $"{page[^1].Version}" : null));
    }
}
