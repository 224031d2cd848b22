using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Http;

/// <summary>Maps a request to one command of one township: scope, key, body, execution, answer. Every write goes through here.</summary>
public static class CommandEndpoints
{
    private const int LongestKey = 200;

    /// <summary>POST that makes a record: 201 with its place.</summary>
    /// <typeparam name="TBody">What the body holds.</typeparam>
    public static RouteHandlerBuilder MapAdd<TBody>(this IEndpointRouteBuilder group, [StringSyntax("Route")] string pattern, string name, string summary, Func<TBody, HttpContext, Command> command)
        where TBody : notnull =>
        group.MapCommand("POST", pattern, name, summary, command, StatusCodes.Status201Created);

    /// <summary>PUT that sets the one record of a year or place: 200.</summary>
    public static RouteHandlerBuilder MapSet<TBody>(this IEndpointRouteBuilder group, [StringSyntax("Route")] string pattern, string name, string summary, Func<TBody, HttpContext, Command> command)
        where TBody : notnull =>
        group.MapCommand("PUT", pattern, name, summary, command, StatusCodes.Status200OK);

    /// <summary>POST about the record in the path, whose body is the command itself: 200. Honours If-Match.</summary>
    public static RouteHandlerBuilder MapChange<TCommand>(this IEndpointRouteBuilder group, [StringSyntax("Route")] string pattern, string name, string summary)
        where TCommand : RecordCommand =>
        group.MapCommand<TCommand>("POST", pattern, name, summary, (body, context) => body, StatusCodes.Status200OK);

    private static RouteHandlerBuilder MapCommand<TBody>(this IEndpointRouteBuilder group, string verb, string pattern, string name, string summary, Func<TBody, HttpContext, Command> command, int success)
        where TBody : notnull =>
        group.MapMethods(pattern, [verb], (HttpContext context, Guid township, ITownships townships, Scope scope, CancellationToken cancellationToken) =>
                HandleAsync(context, township, townships, scope, command, success, cancellationToken))
            .WithName(name).WithSummary(summary)
            .Accepts<TBody>("application/json")
            .Produces<Answer>(success)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(422).ProducesProblem(429).ProducesProblem(503)
            .Needs(Act.Write).WithMetadata(new WritesAttribute());

    private static async Task<IResult> HandleAsync<TBody>(HttpContext context, Guid id, ITownships townships, Scope scope, Func<TBody, HttpContext, Command> make, int success, CancellationToken cancellationToken)
        where TBody : notnull
    {
        if (await scope.TownshipAsync(context.User, id, cancellationToken) is not { } township)
            return Problems.NotFound();
        var caller = Caller.Of(context.User);
        if (ReadKey(context) is not { } key)
        {
            return Problems.Of(400, "idempotency.key_missing", $"写操作须带请求头 Idempotency-Key（1 至 {LongestKey} 个可见 ASCII 字符，重试时不变）",
                $"a write needs the header Idempotency-Key (1 to {LongestKey} visible ASCII characters, the same on every retry)", new FieldError("Idempotency-Key", "field.required", "必填", "is required"));
        }

        if (!ReadSeenVersion(context, out var seen))
            return Problems.Of(400, "if_match.unreadable", "请求头 If-Match 应为读取时 ETag 的值，如 \"17\"", "the header If-Match must be an ETag as read, such as \"17\"", new FieldError("If-Match", "field.unreadable", "格式不对", "is unreadable"));
        var body = await context.Request.ReadBytesAsync(cancellationToken);
        Command command;
        try
        {
            command = make(ApiJson.Read<TBody>(body), context);
        }
        catch (JsonException e)
        {
            return Problems.Of(e);
        }

        if (command is RecordCommand about)
            command = about with { RecordId = (string)context.Request.RouteValues["record"]!, SeenVersion = seen };
        var outcome = await townships.ExecuteAsync(township.Address, new CommandEnvelope(command, caller.Name, key, Hash(context.Request, body)), cancellationToken);
        return outcome switch
        {
            Outcome.Done done => Answered(context, done, success),
            Outcome.Refused refused => Problems.Of(refused.Refusals),
            Outcome.KeyReused => Problems.Of(422, "idempotency.key_reused", "该 Idempotency-Key 已用于另一个请求", "this Idempotency-Key was used for another request", new FieldError("Idempotency-Key", "idempotency.key_reused", "请换一个新的键", "take a new key")),
            _ => Problems.Of(503, "busy", "系统繁忙，请稍后用同一 Idempotency-Key 重试", "busy; try again later with the same Idempotency-Key"),
        };
    }

    private static IResult Answered(HttpContext context, Outcome.Done done, int success)
    {
        var answer = JsonSerializer.Deserialize<Answer>(done.AnswerJson, ApiJson.Options)!;
        context.Response.Headers.ETag = $"\"{answer.Version}\"";
        if (done.Replayed)
            context.Response.Headers["Idempotency-Replayed"] = "true";
        if (success == StatusCodes.Status201Created && answer.RecordId is { } record)
            context.Response.Headers.Location = $"/api/v1/townships/{context.Request.RouteValues["township"]}/records/{record}";
        context.Response.StatusCode = success;
        return Results.Bytes(done.AnswerJson, "application/json; charset=utf-8");
    }

    private static string? ReadKey(HttpContext context) =>
        context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= LongestKey } key] && key.All(c => c is > ' ' and <= '~') ? key : null;

    private static bool ReadSeenVersion(HttpContext context, out long? seen)
    {
        seen = null;
        if (context.Request.Headers.IfMatch is not [{ Length: > 0 } match])
            return true;
        if (match == "*")
            return true;
        if (!long.TryParse(match.Trim('"'), out var version))
            return false;
        seen = version;
        return true;
    }

    private static byte[] Hash(HttpRequest request, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n{request.Headers.IfMatch}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}

/// <summary>Marks an endpoint that needs an Idempotency-Key.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WritesAttribute : Attribute;
