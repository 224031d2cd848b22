using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FaZhiCloud.Domain;

/// <summary>The one JSON form of commands, events and records: journal, snapshots, transport between processes.</summary>
public static class DomainJson
{
    /// <summary>camelCase, enums by name, no nulls, unknown members refused, polymorphic types named in kebab case under <c>$type</c>.</summary>
    public static readonly JsonSerializerOptions Options = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>The same, but passing over members it does not know: for reading what a newer version answers, never for what is stored.</summary>
    public static readonly JsonSerializerOptions Lenient = Create(JsonUnmappedMemberHandling.Skip);

    private static readonly Dictionary<string, Type> EventTypes = Derived(typeof(TownshipEvent)).ToDictionary(NameOf, StringComparer.Ordinal);

    private static readonly Dictionary<Type, string> EventNames = EventTypes.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All types of event, by their name in the journal.</summary>
    public static IReadOnlyDictionary<string, Type> Events => EventTypes;

    /// <summary>The name of an event in the journal, such as <c>certificate-renewed</c>.</summary>
    public static string NameOf(TownshipEvent happened) => EventNames[happened.GetType()];

    /// <summary>An event as it stands in the journal, without its name.</summary>
    public static byte[] Write(TownshipEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Options);

    /// <summary>An event out of the journal.</summary>
    /// <exception cref="JsonException">The journal holds an event that this version does not know.</exception>
    public static TownshipEvent ReadEvent(string name, ReadOnlySpan<byte> json) => EventTypes.TryGetValue(name, out var type)
        ? (TownshipEvent)JsonSerializer.Deserialize(json, type, Options)!
        : throw new JsonException($"The journal holds an event '{name}' that this version does not know.");

    /// <summary>The name under which a type is written: CertificateRenewed → certificate-renewed.</summary>
    public static string NameOf(Type type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name);

    /// <summary>The concrete types under a base, in this assembly.</summary>
    public static IEnumerable<Type> Derived(Type root) =>
        typeof(DomainJson).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsGenericType: false } && type.IsSubclassOf(root)).OrderBy(type => type.Name, StringComparer.Ordinal);

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unknown)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = unknown,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 32,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameDerivedTypes, LeaveOutComputed, AskNothingNullable } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    private static void NameDerivedTypes(JsonTypeInfo info)
    {
        if (info.Type != typeof(Command) && info.Type != typeof(TownshipRecord) && info.Type != typeof(View))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (var type in Derived(info.Type))
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, NameOf(type)));
    }

    /// <summary>What may be null is not written when it is, and so must not be asked for.</summary>
    private static void AskNothingNullable(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(property => property.IsRequired && (property.IsSetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)))
            property.IsRequired = false;
    }

    /// <summary>Properties that only compute (titles, areas, current terms) are no part of what is stored.</summary>
    private static void LeaveOutComputed(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || info.Type.Namespace?.StartsWith("FaZhiCloud.Domain", StringComparison.Ordinal) != true)
            return;
        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            if (info.Properties[i].AttributeProvider is System.Reflection.PropertyInfo { CanWrite: false })
                info.Properties.RemoveAt(i);
        }
    }
}
