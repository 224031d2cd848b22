using System.Text.Json;
using FaZhiCloud.Gateway.Hosting;

namespace FaZhiCloud.Gateway.Http;

/// <summary>Reads bodies.</summary>
public static class Bodies
{
    /// <exception cref="BadHttpRequestException">It is larger than <see cref="GatewayHost.LargestRequest"/>.</exception>
    public static async Task<byte[]> ReadBytesAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > GatewayHost.LargestRequest)
            throw TooLarge();
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, 1 << 20));
        var buffer = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > GatewayHost.LargestRequest)
                throw TooLarge();
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>A body that is no township command, or the problem to answer with.</summary>
    public static async Task<(T? Body, IResult? Problem)> ReadBodyAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (ApiJson.Read<T>(await request.ReadBytesAsync(cancellationToken)), null);
        }
        catch (JsonException e)
        {
            return (null, Problems.Of(e));
        }
    }

    private static BadHttpRequestException TooLarge() => new("The request is too large.", StatusCodes.Status413PayloadTooLarge);
}
