using System.Text.Json;

namespace FaZhiCloud.Gateway.Http;

/// <summary>Reads a body that is no township command.</summary>
public static class Bodies
{
    /// <summary>The body, or the problem to answer with.</summary>
    public static async Task<(T? Body, IResult? Problem)> ReadBodyAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<T>(request.Body, ApiJson.Options, cancellationToken) ?? throw new JsonException("请求体不能为空 | the body must not be null"), null);
        }
        catch (JsonException e)
        {
            return (null, Problems.Of(e));
        }
    }
}
