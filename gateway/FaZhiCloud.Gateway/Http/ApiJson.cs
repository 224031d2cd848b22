using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Gateway.Http;

/// <summary>The API's JSON: the domain's, without what a client must not say (the record's id and version stand in path and header).</summary>
public static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Create();

    /// <summary>What a body says.</summary>
    /// <exception cref="JsonException">It cannot be read; its path says where.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json)
        where T : notnull
    {
        var body = JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("请求体不能为空 | the body must not be null");
        RefuseNullsInLists(json);
        return body;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(DomainJson.Options);
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(HideRecord);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>No list of ours holds nulls, but the serializer does not look at what a list's items may be.</summary>
    private static void RefuseNullsInLists(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("null"u8) < 0)
            return;
        var reader = new Utf8JsonReader(json, new() { MaxDepth = Options.MaxDepth });
        var path = new List<Place>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                path.RemoveAt(path.Count - 1);
                continue;
            }

            if (path is [.., { IsList: true } list])
                list.Index++;
            if (reader.TokenType is JsonTokenType.PropertyName)
                path[^1].Name = reader.GetString()!;
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                path.Add(new() { IsList = reader.TokenType is JsonTokenType.StartArray });
            else if (reader.TokenType is JsonTokenType.Null && path is [.., { IsList: true }])
                throw new JsonException(Problems.NullInList, "$" + string.Concat(path), null, null);
        }
    }

    private sealed class Place
    {
        public bool IsList { get; init; }

        public int Index { get; set; } = -1;

        public string Name { get; set; } = "";

        public override string ToString() => IsList ? $"[{Index}]" : $".{Name}";
    }

    private static void HideRecord(JsonTypeInfo info)
    {
        if (!info.Type.IsAssignableTo(typeof(RecordCommand)))
            return;
        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            if (info.Properties[i].Name is "recordId" or "seenVersion")
                info.Properties.RemoveAt(i);
        }
    }
}
