using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>YAML as JSON nodes, numbers and booleans told from strings as Kubernetes tells them.</summary>
internal static class Yaml
{
    private static readonly IDeserializer Typed = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static IEnumerable<JsonObject> Documents(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            if (Typed.Deserialize(parser) is { } document)
                yield return (JsonObject)ToJson(document)!;
        }
    }

    /// <summary>The node at <c>a/b/0/c</c>; null where something on the way is missing.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('/'))
        {
            node = node switch
            {
                JsonObject map => map[step.Replace('~', '/')],
                JsonArray list when int.TryParse(step, out var index) => list.ElementAtOrDefault(index),
                _ => null,
            };
        }

        return node;
    }

    public static string? Text(this JsonNode? node, string path) => node.At(path)?.ToString();

    /// <summary>The items of a list; none where there is no list.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path) => node.At(path) is JsonArray list ? list.OfType<JsonNode>() : [];

    public static IEnumerable<KeyValuePair<string, string>> Pairs(this JsonNode? node, string path) =>
        node.At(path) is JsonObject map ? map.Select(pair => KeyValuePair.Create(pair.Key, $"{pair.Value}")) : [];

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        IDictionary<object, object?> map => new JsonObject(map.Select(entry => KeyValuePair.Create($"{entry.Key}", ToJson(entry.Value)))),
        string text => JsonValue.Create(text),
        IEnumerable<object?> list => new JsonArray([.. list.Select(ToJson)]),
        bool flag => JsonValue.Create(flag),
        double number => JsonValue.Create(number),
        float number => JsonValue.Create(number),
        _ => JsonValue.Create(Convert.ToInt64(value)),
    };
}
