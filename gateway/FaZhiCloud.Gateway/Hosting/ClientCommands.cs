using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using FaZhiCloud.Gateway.Http;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary><c>import</c> and <c>report</c>: what a script does through the API.</summary>
public static class ClientCommands
{
    /// <summary>Loads a facts file. The same file twice changes nothing: its hash is the key.</summary>
    public static async Task<int> ImportAsync(string file, string? township, string server, string token, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new CannotStartException($"没有文件 {file}。| There is no file {file}.");
        var content = WithoutMark(await File.ReadAllBytesAsync(file, cancellationToken));
        using var client = Client(server, token);
        var name = township ?? Named(content) ?? throw new CannotStartException("请用 --township 指明乡镇，或在文件中写 \"township\"。| Name the township with --township, or in the file.");
        var id = await ResolveAsync(client, name, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/townships/{id}/imports") { Content = new ByteArrayContent(content) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("Idempotency-Key", $"import-{id}-{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}");
        using var response = await client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            return Explain(body);
        var replayed = response.Headers.Contains("Idempotency-Replayed");
        Console.WriteLine(replayed ? $"{name}：该文件此前已导入，未作改动。" : $"{name}：导入完成，{JsonDocument.Parse(body).RootElement.GetProperty("records")} 条记录。");
        return 0;
    }

    /// <summary>Fetches the assembled report into a file.</summary>
    public static async Task<int> ReportAsync(string township, int year, string format, string output, string server, string token, CancellationToken cancellationToken)
    {
        using var client = Client(server, token);
        var id = await ResolveAsync(client, township, cancellationToken);
        using var response = await client.GetAsync(new Uri($"api/v1/townships/{id}/reports/{year}?format={Uri.EscapeDataString(format)}", UriKind.Relative), cancellationToken);
        if (!response.IsSuccessStatusCode)
            return Explain(await response.Content.ReadAsStringAsync(cancellationToken));
        await using var file = File.Create(output);
        await response.Content.CopyToAsync(file, cancellationToken);
        Console.WriteLine($"已写入 {output}（{file.Length} 字节）");
        return 0;
    }

    private static HttpClient Client(string server, string token) => new()
    {
        BaseAddress = Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new CannotStartException($"--server 应写成 http://… 或 https://…，现为 {server}。| --server must be an http or https address."),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>Some editors begin a UTF-8 file with a byte order mark.</summary>
    private static byte[] WithoutMark(byte[] content) => content is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : content;

    private static string? Named(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("township", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
        catch (JsonException e)
        {
            throw new CannotStartException($"文件不是有效的 JSON（第 {e.LineNumber + 1} 行附近）。| The file is not valid JSON (near line {e.LineNumber + 1}).");
        }
    }

    /// <summary>A township by id, code or name; several of that name are an error that lists them.</summary>
    private static async Task<Guid> ResolveAsync(HttpClient client, string township, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(township, out var id))
            return id;
        using var response = await client.GetAsync(new Uri($"api/v1/townships?q={Uri.EscapeDataString(township)}", UriKind.Relative), cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new CannotStartException(Title(body));
        var found = JsonSerializer.Deserialize<Page<FaZhiCloud.Townships.TownshipRow>>(body, ApiJson.Options)!.Items;
        return found switch
        {
            [var only] => only.Id,
            [] => throw new CannotStartException($"辖区内没有乡镇“{township}”。| There is no township '{township}' in your scope."),
            _ => found.Where(row => row.Name == township || row.Code == township).ToList() is [var exact] ? exact.Id
                : throw new CannotStartException($"“{township}”不止一个，请用编码：{string.Join("、", found.Select(row => $"{row.Code} {row.County}{row.Name}"))}。| Several match; use a code."),
        };
    }

    private static int Explain(string problem)
    {
        Console.Error.WriteLine(Title(problem));
        return 1;
    }

    private static string Title(string problem)
    {
        using var json = JsonDocument.Parse(problem);
        return json.RootElement.TryGetProperty("errors", out var errors)
            ? string.Join('\n', errors.EnumerateArray().Select(error => $"{error.GetProperty("field").GetString()}：{error.GetProperty("zh").GetString()} | {error.GetProperty("en").GetString()}"))
            : $"{json.RootElement.GetProperty("title").GetString()} | {json.RootElement.GetProperty("detail").GetString()}";
    }
}
