using System.Text.Json;
using System.Text.RegularExpressions;
using FaZhiCloud.Domain;
using Microsoft.AspNetCore.Mvc;

namespace FaZhiCloud.Gateway.Http;

/// <summary>One thing to mend in a request.</summary>
/// <param name="Field">Path of the field, such as <c>fields.people</c>; empty when no single field is to blame.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Zh">What is wrong and how to mend it.</param>
/// <param name="En">The same in English.</param>
public sealed record FieldError(string Field, string Code, string Zh, string En);

/// <summary>Error answers: RFC 9457 problem details with a stable <c>code</c> and the fields to mend.</summary>
public static partial class Problems
{
    /// <summary>What <see cref="ApiJson"/> says of a null in a list.</summary>
    internal const string NullInList = "null in a list";

    /// <summary>An answer names at most so many errors, and quotes at most so much of what it was sent.</summary>
    private const int MostErrors = 100, LongestField = 200, LongestText = 1_000;

    /// <summary>Outside one's scope a thing does not exist: the same answer in both cases.</summary>
    public static IResult NotFound() => Of(StatusCodes.Status404NotFound, "not_found", "没有找到，或不在您的管辖范围内", "not found, or outside your scope");

    public static IResult Forbidden() => Of(StatusCodes.Status403Forbidden, "forbidden", "您的角色不能进行此操作", "your role does not allow this");

    public static IResult Of(int status, string code, string zh, string en, params IReadOnlyList<FieldError> errors)
    {
        var problem = new ProblemDetails { Status = status, Title = zh, Detail = en, Type = $"urn:fazhicloud:problem:{code}" };
        problem.Extensions["code"] = code;
        if (errors.Count > 0)
            problem.Extensions["errors"] = errors;
        return Results.Problem(problem);
    }

    public static IResult Of(IReadOnlyList<Refusal> refusals)
    {
        var status = refusals[0].Kind switch
        {
            RefusalKind.Missing => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        var errors = refusals.Take(MostErrors).Select(refusal => Brief(new(refusal.Field ?? "", refusal.Code, refusal.Zh, refusal.En))).ToList();
        return Of(status, refusals[0].Code, Sentence(errors, error => error.Zh, "；", "："), Sentence(errors, error => error.En, "; ", ": "), errors);
    }

    /// <summary>A body that cannot be read: says where, and what was expected there.</summary>
    public static IResult Of(JsonException exception)
    {
        var missing = Missing().Match(exception.Message);
        var errors = missing.Success
            ? Quoted().Matches(missing.Value).Select(match => new FieldError(Join(PathOf(exception), match.Groups[1].Value), "field.required", "必填", "is required")).ToList()
            : [Brief(Explain(exception))];
        var error = errors[0];
        return Of(StatusCodes.Status400BadRequest, error.Code, Sentence(errors, e => e.Zh, "；", "："), Sentence(errors, e => e.En, "; ", ": "), errors);
    }

    private static FieldError Explain(JsonException exception)
    {
        var path = PathOf(exception);
        if (exception.Message == NullInList)
            return new(path, "field.required", "列表中不能有空值", "a list must not hold nulls");
        var unknown = Unknown().Match(exception.Message);
        if (unknown.Success)
            return new(Join(path, unknown.Groups[1].Value), "field.unknown", "没有此字段，请核对拼写", "there is no such field");
        if (exception.Message.Split(" | ") is [var zh, var en])
            return new(path, "field.unreadable", zh, en.Split(" Path:")[0]);
        return exception.Message.Contains("could not be converted", StringComparison.Ordinal) || exception.Message.Contains("null values", StringComparison.Ordinal)
            ? new(path, "field.wrong_type", "值的类型或格式不对", "has the wrong type or format")
            : new(path, "json.malformed", $"不是有效的 JSON（第 {exception.LineNumber + 1} 行附近）", $"is not valid JSON (near line {exception.LineNumber + 1})");
    }

    private static string Sentence(List<FieldError> errors, Func<FieldError, string> text, string separator, string colon) =>
        string.Join(separator, errors.Take(10).Select(error => error.Field.Length == 0 ? text(error) : error.Field + colon + text(error))) + (errors.Count > 10 ? $"…（{errors.Count}）" : "");

    private static FieldError Brief(FieldError error) => error with { Field = Cut(error.Field, LongestField), Zh = Cut(error.Zh, LongestText), En = Cut(error.En, LongestText) };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest] + "…";

    private static string PathOf(JsonException exception) => exception.Path is { Length: > 2 } path ? path[2..] : "";

    private static string Join(string path, string name) => path.Length == 0 || path.EndsWith(name, StringComparison.Ordinal) ? path.Length == 0 ? name : path : $"{path}.{name}";

    [GeneratedRegex("missing required properties.*", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("The JSON property '([^']+)' could not be mapped")]
    private static partial Regex Unknown();
}
