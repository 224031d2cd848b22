using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaZhiCloud.Gateway.Tests.Fuzzing;

/// <summary>A request made up from the API document, some of it as it should be and some of it not.</summary>
internal sealed record MadeUp(string Operation, string Verb, string Path, string? Body, string? Key, string? IfMatch, HashSet<string> Documented);

/// <summary>Makes up requests out of an OpenAPI document. The same seed makes the same requests.</summary>
internal sealed class Fuzzer
{
    private static readonly string[] Nasty =
    [
        "", " ", "0", "-1", "null", "true", "[]", "{}", "'", "\"", "' or 1=1 --", "../../etc/passwd", "%00", "%2e%2e%2f", "<script>", "𠮷", "中文", "2026-13-45", "9999999999999999999999", "1e400", "NaN", "\\u0000", "a\tb", "=1+1", "${jndi:x}", "\u202e", "ﷺ",
    ];

    private readonly Random random;
    private readonly JsonElement document;
    private readonly Func<string, string[]> values;
    private readonly List<(string Path, string Verb, JsonElement Operation)> operations = [];

    /// <param name="document">The API document.</param>
    /// <param name="seed">Makes it repeatable.</param>
    /// <param name="values">Values worth trying for a parameter of a name: own ids, others' ids.</param>
    public Fuzzer(JsonElement document, int seed, Func<string, string[]> values)
    {
        (this.document, random, this.values) = (document, new Random(seed), values);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var verb in path.Value.EnumerateObject().Where(verb => verb.Name is "get" or "post" or "put"))
            {
                // Hashing passwords is slow on purpose: those operations come less often.
                var times = verb.Value.GetRawText().Contains("assword", StringComparison.Ordinal) || path.Name.Contains("/auth/token", StringComparison.Ordinal) || path.Name.Contains("accept", StringComparison.Ordinal) ? 1 : 12;
                operations.AddRange(Enumerable.Repeat((path.Name, verb.Name.ToUpperInvariant(), verb.Value), times));
            }
        }
    }

    public MadeUp Next()
    {
        var (path, verb, operation) = Pick(operations);
        var query = new List<string>();
        string? key = Guid.CreateVersion7().ToString(), ifMatch = null;
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToList() : [])
        {
            var (name, place) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString());
            if (place == "path")
                path = path.Replace($"{{{name}}}", Uri.EscapeDataString(Value(name, parameter) is { Length: > 0 } value ? value : "x"), StringComparison.Ordinal);
            else if (place == "query" && Chance(40))
                query.Add($"{name}={Uri.EscapeDataString(Value(name, parameter))}");
            else if (name == "Idempotency-Key")
                key = Chance(90) ? $"fuzz-{random.Next()}" : Chance(50) ? "again" : ApiClient.NoKey;
            else if (name == "If-Match" && Chance(15))
                ifMatch = Pick(["\"1\"", "\"99999\"", "*", "x", "\"-1\""]);
        }

        return new(operation.GetProperty("operationId").GetString()!, verb, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", verb == "GET" ? null : Body(operation), key, ifMatch,
            [.. operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name)]);
    }

    private string Value(string name, JsonElement parameter)
    {
        if (Chance(6))
            return Pick(Nasty);
        if (values(name) is { Length: > 0 } known)
            return Pick(known);
        return parameter.TryGetProperty("schema", out var schema) && Make(schema, 0) is { } made ? made is JsonValue value && value.TryGetValue(out string? text) ? text : made.ToJsonString() : "";
    }

    private string? Body(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var request) || !request.GetProperty("content").TryGetProperty("application/json", out var content))
            return Chance(50) ? "{}" : "";
        if (Chance(4))
            return Pick(["", "{", "[]", "null", "\"text\"", "{\"a\":", "{}", new string('[', 200), "{\"\\u0000\":1}"]);
        var body = content.TryGetProperty("example", out var example) && Chance(75) ? JsonNode.Parse(example.GetRawText()) : Make(content.GetProperty("schema"), 0);
        if (Chance(40))
            Spoil(body);
        return body?.ToJsonString() ?? "null";
    }

    /// <summary>Changes one thing somewhere in a body.</summary>
    private void Spoil(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                var (name, inner) = Pick(fields.ToList());
                if (inner is JsonObject or JsonArray && Chance(60))
                    Spoil(inner);
                else if (Chance(20))
                    fields.Remove(name);
                else if (Chance(10))
                    fields["unheardOf"] = 1;
                else
                    fields[name] = Strange();
                break;
            case JsonArray { Count: > 0 } items:
                var at = random.Next(items.Count);
                if (items[at] is JsonObject or JsonArray && Chance(70))
                    Spoil(items[at]);
                else
                    items[at] = Strange();
                break;
        }
    }

    private JsonNode? Strange() => random.Next(8) switch
    {
        0 => null,
        1 => JsonValue.Create(random.NextInt64(long.MinValue, long.MaxValue)),
        2 => JsonValue.Create(random.NextDouble() * 1e9),
        3 => JsonValue.Create(Chance(50)),
        4 => new JsonArray(1, "x", null),
        5 => new JsonObject { ["x"] = 1 },
        6 => JsonValue.Create(new string('长', random.Next(1, 3000))),
        _ => JsonValue.Create(Pick(Nasty)),
    };

    /// <summary>A value that a schema allows, more or less.</summary>
    private JsonNode? Make(JsonElement schema, int depth)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Make(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), depth + 1);
        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
                return Make(Pick(choices.EnumerateArray().ToList()), depth + 1);
        }

        if (schema.TryGetProperty("enum", out var allowed))
            return JsonNode.Parse(Pick(allowed.EnumerateArray().ToList()).GetRawText());
        if (schema.TryGetProperty("examples", out var examples) && Chance(60))
            return JsonNode.Parse(Pick(examples.EnumerateArray().ToList()).GetRawText());
        var types = schema.TryGetProperty("type", out var type) ? type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(item => item.GetString()!).ToList() : [type.GetString()!] : ["string"];
        switch (Pick(types))
        {
            case "object":
                var made = new JsonObject();
                var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
                foreach (var property in schema.TryGetProperty("properties", out var properties) && depth < 8 ? properties.EnumerateObject().ToList() : [])
                {
                    if (required.Contains(property.Name) || Chance(50))
                        made[property.Name] = Make(property.Value, depth + 1);
                }

                return made;
            case "array":
                return depth > 8 ? new JsonArray() : new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => schema.TryGetProperty("items", out var items) ? Make(items, depth + 1) : null)]);
            case "integer":
                return JsonValue.Create(Pick([0, 1, -1, 2026, 30, 200, 201, int.MaxValue, int.MinValue]));
            case "number":
                return JsonValue.Create(Pick([0, 1, -1, 12.5, 1e15, 1e-9]));
            case "boolean":
                return JsonValue.Create(Chance(50));
            case "null":
                return null;
            default:
                var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
                return JsonValue.Create(format switch
                {
                    "date" => Pick(["2026-03-02", "2025-12-31", "2026-02-30", "0001-01-01", "9999-12-31"]),
                    "date-time" => Pick(["2026-03-02T01:00:00Z", "2026-03-02", "yesterday"]),
                    "uuid" => Pick(values("division")),
                    _ => Pick(["李某", "学习", "officer-1", "2026-03-02", "100余", "x", Pick(Nasty)]),
                });
        }
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
