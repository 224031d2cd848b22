using System.Diagnostics;
using System.Text.Json;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Postgres;
using FaZhiCloud.Townships.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary>What the client hears when something went wrong that no endpoint foresaw.</summary>
internal static class Failures
{
    /// <summary>What the user of the command line hears; null for what should never happen and deserves its stack trace.</summary>
    public static string? Sentence(Exception e) => e switch
    {
        CannotStartException or SettingException or PostgresUnavailableException => e.Message,
        PostgresException refused => $"数据库拒绝了请求：{refused.MessageText} | The database refused.",
        NpgsqlException or HttpRequestException => $"连接失败：{e.Message} | Could not connect.",
        OperationCanceledException { InnerException: TimeoutException } => "服务器没有在规定时间内答复，请稍后重试。| The server did not answer in time; try again later.",
        JsonException => "服务器的答复无法识别，请核对 --server 是否为法治云的地址。| The answer is not FaZhiCloud's; check --server.",
        IOException { InnerException: AddressInUseException } => $"监听失败：{e.Message} | The address is in use.",
        IOException or UnauthorizedAccessException => $"无法读写：{e.Message} | Could not read or write.",
        _ => null,
    };

    public static Task AnswerAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("FaZhiCloud.Gateway.Failures");
        var trace = Activity.Current?.Id ?? context.TraceIdentifier;
        return Answer(error, trace, log).ExecuteAsync(context);
    }

    private static IResult Answer(Exception? error, string trace, ILogger log)
    {
        switch (error)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problems.Of(413, "request.too_large", $"请求体超过 {GatewayHost.LargestRequest >> 20} MB", $"the request is larger than {GatewayHost.LargestRequest >> 20} MB");
            case BadHttpRequestException bad:
                return Problems.Of(bad.StatusCode, "request.unreadable", "请求中的路径或查询参数无法识别", bad.Message);
            case PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire }:
                return Problems.Of(400, "request.unreadable", "查询参数中含有空字符", "a query parameter contains a null character");
            case TownshipUnavailableException:
                log.LogError(error, "A township did not answer; trace {Trace}", trace);
                return Problems.Of(503, "township.unavailable", "该乡镇所在的服务器暂时没有答复，请稍后用同一 Idempotency-Key 重试", "the township's server does not answer just now; try again with the same Idempotency-Key");
            case NpgsqlException { IsTransient: true } or TimeoutException:
                log.LogError(error, "The database did not answer; trace {Trace}", trace);
                return Problems.Of(503, "database.unavailable", "数据库暂时不可用，请稍后用同一 Idempotency-Key 重试", "the database is not available just now; try again with the same Idempotency-Key");
            default:
                log.LogError(error, "A request failed; trace {Trace}", trace);
                return Problems.Of(500, "internal", $"系统内部错误，请将编号 {trace} 告知管理员", $"internal error; tell the administrator the number {trace}");
        }
    }
}
