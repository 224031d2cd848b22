using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaZhiCloud.Gateway.Tests;

/// <summary>An answer, read whole.</summary>
public sealed record Reply(int Status, byte[] Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Asked)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The problem's stable code.</summary>
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The fields that the problem names.</summary>
    public IReadOnlyList<string> Fields => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray().Select(error => error.GetProperty("field").GetString()!)] : [];

    public string? ETag => Headers.ETag?.Tag;

    public string RecordId => Json.GetProperty("recordId").GetString()!;

    public bool IsReplay => Headers.Contains("Idempotency-Replayed");

    /// <summary>The body without what differs from request to request.</summary>
    public string Told
    {
        get
        {
            var json = JsonNode.Parse(Body)!.AsObject();
            json.Remove("traceId");
            return json.ToJsonString();
        }
    }

    public Reply ShouldBe(int status)
    {
        Status.ShouldBe(status, $"{Asked}: {(Text.Length > 2000 ? Text[..2000] + "…" : Text)}");
        return this;
    }

    /// <summary>A refusal in the house's form, with both languages, and with the field where one is expected.</summary>
    public Reply ShouldRefuse(int status, string? code = null, string? field = null)
    {
        ShouldBe(status);
        ContentHeaders.ContentType?.MediaType.ShouldBe("application/problem+json", Asked);
        Json.GetProperty("status").GetInt32().ShouldBe(status, Asked);
        Code.ShouldNotBeNullOrEmpty(Asked);
        Json.GetProperty("title").GetString()!.ShouldContain(c => c > 0x2E80, $"{Asked} should say it in Chinese: {Text}");
        Json.GetProperty("detail").GetString()!.ShouldContain(c => char.IsAsciiLetter(c), $"{Asked} should say it in English: {Text}");
        if (code is not null)
            Code.ShouldBe(code, $"{Asked}: {Text}");
        if (field is not null)
            Fields.ShouldContain(field, $"{Asked}: {Text}");
        return this;
    }
}

/// <summary>Speaks HTTP to a gateway. Writes get a fresh Idempotency-Key unless one is given.</summary>
public sealed class ApiClient(Uri server)
{
    /// <summary>For <c>key</c>: send no Idempotency-Key.</summary>
    public const string NoKey = "";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(100) };

    private string? token;

    public ApiClient With(string? bearer)
    {
        token = bearer;
        return this;
    }

    public Task<Reply> GetAsync(string path, string? ifNoneMatch = null) => SendAsync("GET", path, ifNoneMatch: ifNoneMatch);

    public Task<Reply> PostAsync(string path, string json, string? key = null, string? ifMatch = null) => SendAsync("POST", path, Bytes(json), key, ifMatch);

    public Task<Reply> PutAsync(string path, string json, string? key = null, string? ifMatch = null) => SendAsync("PUT", path, Bytes(json), key, ifMatch);

    public async Task<Reply> SendAsync(string verb, string path, byte[]? body = null, string? key = null, string? ifMatch = null, string? contentType = "application/json", string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(server, path));
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (key != NoKey && verb is not "GET")
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var response = await Http.SendAsync(request);
        var shown = body is null ? "" : Encoding.UTF8.GetString(body, 0, Math.Min(300, body.Length));
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers, $"{verb} {path} {shown}");
    }

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}
