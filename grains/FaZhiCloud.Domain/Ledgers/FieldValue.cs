using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaZhiCloud.Domain;

/// <summary>What a user entered in one field of a ledger entry: a text, a number or a list of texts. Its field says how to read it.</summary>
[JsonConverter(typeof(FieldValueJson))]
public sealed class FieldValue : IEquatable<FieldValue>
{
    private readonly object raw;

    private FieldValue(object raw) => this.raw = raw;

    public static FieldValue Of(string text) => new(text);

    public static FieldValue Of(Quantity quantity) => quantity is { Qualifier: Qualifier.Exact, Scale: 1 } ? new(quantity.Value) : new(quantity.ToString());

    public static FieldValue Of(IReadOnlyList<string> texts) => new(texts);

    /// <summary>The text; null for a number or a list.</summary>
    public string? Text => raw as string;

    /// <summary>The list; a single text is a list of one; null for a number.</summary>
    public IReadOnlyList<string>? Texts => raw as IReadOnlyList<string> ?? (raw is string text ? [text] : null);

    /// <summary>The quantity, where the value is a number or words such as <c>100余</c>; else null.</summary>
    public Quantity? Quantity => raw switch
    {
        decimal number => new Quantity(number),
        string text when Domain.Quantity.TryParse(text, out var quantity) => quantity,
        _ => null,
    };

    public bool IsEmpty => raw switch
    {
        string text => string.IsNullOrWhiteSpace(text),
        IReadOnlyList<string> texts => texts.Count == 0,
        _ => false,
    };

    public bool Equals(FieldValue? other) => other is not null && (raw, other.raw) switch
    {
        (IReadOnlyList<string> mine, IReadOnlyList<string> theirs) => mine.SequenceEqual(theirs),
        var (mine, theirs) => mine.Equals(theirs),
    };

    public override bool Equals(object? obj) => Equals(obj as FieldValue);

    public override int GetHashCode() => raw is IReadOnlyList<string> texts ? texts.Count : raw.GetHashCode();

    internal void Write(Utf8JsonWriter writer)
    {
        switch (raw)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case IReadOnlyList<string> texts:
                writer.WriteStartArray();
                foreach (var text in texts)
                    writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
        }
    }
}

internal sealed class FieldValueJson : JsonConverter<FieldValue>
{
    private const string Expected = "字段值应为文字、数字或文字列表 | a field holds a text, a number or a list of texts";

    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return FieldValue.Of(reader.GetString()!);
            case JsonTokenType.Number when reader.TryGetDecimal(out var number):
                return FieldValue.Of(new Quantity(number));
            case JsonTokenType.StartArray:
                var texts = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException(Expected));
                return FieldValue.Of(texts);
            default:
                throw new JsonException(Expected);
        }
    }

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options) => value.Write(writer);
}
