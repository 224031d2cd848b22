using System.Text;
using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Audit;

/// <summary>The audit trail, for auditors (what concerns the divisions below them) and audit administrators (all of the tenant).</summary>
public static class AuditEndpoints
{
    /// <summary>An export holds at most so many lines; narrow it by time.</summary>
    private const int MostExported = 100_000;

    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/audit").WithTags("审计 Audit").Needs(Act.ReadAudit);
        group.MapGet("", ListAsync).WithName("ListAudit").WithSummary("审计记录，新的在前").Produces<Page<AuditLine>>().Errors(404, 422);
        group.MapGet("/export", ExportAsync).WithName("ExportAudit").WithSummary("导出审计记录（CSV）").Produces<string>(200, "text/csv").Errors(404);
        group.MapGet("/verification", VerifyAsync).WithName("VerifyAudit").WithSummary("核验审计记录的哈希链").Produces<AuditVerdict>().Errors();
        return api;
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, DateTimeOffset? from, DateTimeOffset? to, string? actor, string? action, string? subject, Guid? under, long? after, int? limit, AuditTrail audit, Scope scope, TenantRulesStore rules, CancellationToken cancellationToken)
    {
        if (Paging.Check(limit) is { } problem)
            return problem;
        var (filter, refusal) = await FilterAsync(context, new(from?.ToUniversalTime(), to?.ToUniversalTime(), actor, action, subject), under, scope, rules, cancellationToken);
        if (filter is null)
            return refusal!;
        var size = limit ?? Paging.Default;
        var lines = await audit.ListAsync(Caller.Of(context.User).Tenant, filter, after, size + 1, cancellationToken);
        var page = lines.Take(size).ToList();
        return TypedResults.Ok(new Page<AuditLine>(null, page, lines.Count > size ? $"{page[^1].Number}" : null));
    }

    private static async Task<IResult> ExportAsync(
        HttpContext context, DateTimeOffset? from, DateTimeOffset? to, Guid? under, AuditTrail audit, Scope scope, TenantRulesStore rules, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (filter, refusal) = await FilterAsync(context, new(from?.ToUniversalTime(), to?.ToUniversalTime()), under, scope, rules, cancellationToken);
        if (filter is null)
            return refusal!;
        await audit.TellAsync(caller.Tenant, new(caller.Name, "audit.exported", caller.Name, caller.Path, Origin.Of(context).Address), time.GetUtcNow(), cancellationToken);
        var text = new StringBuilder("\uFEFF编号 number,时间 at,账号 actor,事项 action,对象 subject,来源 address,详情 detail,哈希 hash\r\n");
        foreach (var line in await audit.ListAsync(caller.Tenant, filter, null, MostExported, cancellationToken))
            text.AppendJoin(',', new[] { $"{line.Number}", $"{line.At:O}", line.Actor, line.Action, line.Subject, line.Address, line.Detail, line.Hash }.Select(Cell)).Append("\r\n");
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "audit.csv");
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, AuditTrail audit, CancellationToken cancellationToken) =>
        TypedResults.Ok(await audit.VerifyAsync(Caller.Of(context.User).Tenant, cancellationToken));

    /// <summary>The narrowest of what is asked for and what may be seen; who oversees the whole tenant sees what has no place as well.</summary>
    private static async Task<(AuditFilter? Filter, IResult? Refusal)> FilterAsync(HttpContext context, AuditFilter filter, Guid? under, Scope scope, TenantRulesStore rules, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var paths = caller.Paths(Act.ReadAudit, (await rules.FindAsync(caller.Tenant, cancellationToken)).SeparateAdmins);
        if (under is { } id)
        {
            return await scope.DivisionAsync(context.User, id, cancellationToken) is { } division && paths.Any(path => division.Path.StartsWith(path, StringComparison.Ordinal))
                ? (filter with { Path = division.Path }, null) : (null, Problems.NotFound());
        }

        return (paths.Contains($"/{caller.Tenant}/") ? filter : filter with { Path = paths[0] }, null);
    }

    /// <summary>A cell that no spreadsheet takes for a formula.</summary>
    private static string Cell(string? text)
    {
        if (text is null)
            return "";
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;
        return harmless.IndexOfAny(['"', ',', '\r', '\n']) < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
