using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Gateway.Http;

/// <summary>The API's JSON: the domain's, without what a client must not say (the record's id and version stand in path and header).</summary>
public static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(DomainJson.Options);
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(HideRecord);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
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
