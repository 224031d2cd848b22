using System.Security.Cryptography;
using FaZhiCloud.Documents;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Reports;

/// <param name="CutOff">截止日: the last day whose records count; the year's last day, or today where that comes first, when left out.</param>
public sealed record AssembleReport(DateOnly? CutOff = null);

/// <summary>What the assembly found.</summary>
/// <param name="StateVersion">The township's version that it was assembled from.</param>
/// <param name="Figures">Figures with a value.</param>
/// <param name="Facts">Named facts.</param>
/// <param name="Gaps">What is still missing, as printed.</param>
/// <param name="Sha256">Of the JSON form: the same state gives the same document.</param>
/// <param name="Formats">Where to fetch it.</param>
public sealed record AssembledReport(int Year, DateOnly CutOff, long StateVersion, int Figures, int Facts, IReadOnlyList<string> Gaps, string Sha256, IReadOnlyDictionary<string, string> Formats);

public static class ReportEndpoints
{
    private static readonly string[] Formats = ["docx", "text", "html", "json"];

    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/reports/{year:int}").WithTags("年度报告 Reports");
        group.MapPost("/assemble", AssembleAsync).Needs(Act.Read).WithName("AssembleReport").WithSummary("由记录生成年度报告").Accepts<AssembleReport>("application/json").Produces<AssembledReport>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429).WithExample("""{"cutOff":"2026-11-30"}""");
        group.MapGet("", FetchAsync).Needs(Act.Read).WithName("GetReport").WithSummary("年度报告：docx、text、html 或 json（含每个数字的来源）")
            .Produces<ReportDocument>().Produces(200, contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            .ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        return township;
    }

    private static async Task<IResult> AssembleAsync(HttpContext context, Guid township, int year, Scope scope, DivisionStore divisions, ITownships townships, TimeProvider time, CancellationToken cancellationToken)
    {
        var (body, problem) = await context.Request.ReadBodyAsync<AssembleReport>(cancellationToken);
        if (body is null)
            return problem!;
        var (document, refusal) = await DocumentAsync(context, township, year, body.CutOff, scope, divisions, townships, time, cancellationToken);
        if (document is null)
            return refusal!;
        var json = ReportFormats.Render(document, "json")!;
        return TypedResults.Ok(new AssembledReport(
            year, document.CutOff, document.StateVersion, document.Traces.Count(trace => trace.Value is not null), document.Traces.Count(trace => trace.Value is null), [.. document.Gaps],
            Convert.ToHexStringLower(SHA256.HashData(json.Content)),
            Formats.ToDictionary(format => format, format => $"/api/v1/townships/{township}/reports/{year}?format={format}&cutOff={document.CutOff:yyyy-MM-dd}")));
    }

    private static async Task<IResult> FetchAsync(HttpContext context, Guid township, int year, string? format, DateOnly? cutOff, Scope scope, DivisionStore divisions, ITownships townships, TimeProvider time, CancellationToken cancellationToken)
    {
        if (format is not null && !Formats.Contains(format))
        {
            return Problems.Of(422, "report.no_such_format", $"format：应为 {string.Join("、", Formats)} 之一", $"format: must be one of {string.Join(", ", Formats)}",
                new FieldError("format", "report.no_such_format", $"应为 {string.Join("、", Formats)} 之一", $"must be one of {string.Join(", ", Formats)}"));
        }

        var (document, refusal) = await DocumentAsync(context, township, year, cutOff, scope, divisions, townships, time, cancellationToken);
        if (document is null)
            return refusal!;
        var report = ReportFormats.Render(document, format ?? "json")!;
        return TypedResults.File(report.Content, report.ContentType, report.FileName, entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(report.Content))}\""));
    }

    private static async Task<(ReportDocument? Document, IResult? Refusal)> DocumentAsync(
        HttpContext context, Guid township, int year, DateOnly? cutOff, Scope scope, DivisionStore divisions, ITownships townships, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = new Moment(time.GetUtcNow(), "").Today;
        var lastDay = new DateOnly(Math.Clamp(year, 1, 9999), 12, 31);
        var day = cutOff ?? (today < lastDay ? today : lastDay);
        var check = new Check().Year("year", year);
        if (check.Holds)
            check.That(day.Year == year, "cutOff", "report.cut_off_outside", cutOff is null ? $"{year}年尚未开始，没有可报告的内容" : $"截止日应在{year}年内", "the cut-off must lie within the report's year");
        if (!check.Holds)
            return (null, Problems.Of(check.Refusals));
        if (await scope.TownshipAsync(context.User, township, cancellationToken) is not { } scoped)
            return (null, Problems.NotFound());
        var request = new ReportRequest(year, day, await divisions.UnitAsync(scoped.Division, cancellationToken), ReportTemplate.Statutory);
        return (await townships.ReadAsync(scoped.Address, new ReportView(request), cancellationToken), null);
    }
}
