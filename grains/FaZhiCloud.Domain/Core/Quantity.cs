using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaZhiCloud.Domain;

/// <summary>How exactly a quantity is known, in the words reports use.</summary>
public enum Qualifier
{
    /// <summary>Counted: 4次.</summary>
    Exact,

    /// <summary>余, 多: at least this, and not much more: 100余条.</summary>
    AtLeast,

    /// <summary>近: just under this: 近万人次.</summary>
    JustUnder,

    /// <summary>以上: this or more: 90%以上.</summary>
    OrMore,

    /// <summary>约: about; also the sum of quantities that lean to different sides.</summary>
    About,
}

/// <summary>
/// A value with its qualifier and the scale it was written in (1, or 10,000 for 万).
/// Written as a JSON number when exact, else as the words of a report: <c>"100余"</c>, <c>"近万"</c>, <c>"1.9万余"</c>, <c>"90以上"</c>.
/// </summary>
/// <param name="Value">The number itself, never scaled: 1.9万 is 19000.</param>
/// <param name="Qualifier">How exactly it is known.</param>
/// <param name="Scale">1 or 10,000: only how it is written.</param>
[JsonConverter(typeof(QuantityJson))]
public readonly record struct Quantity(decimal Value, Qualifier Qualifier = Qualifier.Exact, int Scale = 1)
{
    /// <summary>Larger figures are slips of the pen.</summary>
    public const decimal Largest = 100_000_000_000m;

    private const int TenThousand = 10_000;

    public static Quantity Zero => new(0);

    public static implicit operator Quantity(int value) => new(value);

    public bool IsWhole => decimal.Truncate(Value) == Value;

    /// <summary>
    /// Sum of two quantities. 余 and 以上 stay "at least"; quantities that lean to different sides become 约.
    /// The scale stays only where both agree and the sum can still be written so.
    /// </summary>
    public static Quantity operator +(Quantity left, Quantity right)
    {
        if (left.Value == 0 && left.Qualifier == Qualifier.Exact)
            return right;
        if (right.Value == 0 && right.Qualifier == Qualifier.Exact)
            return left;
        return new(left.Value + right.Value, Combine(left.Qualifier, right.Qualifier), left.Scale == right.Scale ? left.Scale : 1);
    }

    private static Qualifier Combine(Qualifier a, Qualifier b) => (a, b) switch
    {
        _ when a == b => a,
        (Qualifier.Exact, _) => b,
        (_, Qualifier.Exact) => a,
        (Qualifier.AtLeast, Qualifier.OrMore) or (Qualifier.OrMore, Qualifier.AtLeast) => Qualifier.AtLeast,
        _ => Qualifier.About,
    };

    /// <summary>As a report writes it, with its unit: 100余条, 近万人次, 1.9万余人, 90%以上, 约300人.</summary>
    public string ToText(string unit)
    {
        var number = Number();
        return Qualifier switch
        {
            Qualifier.AtLeast => $"{number}余{unit}",
            Qualifier.JustUnder => $"近{number}{unit}",
            Qualifier.OrMore => $"{number}{unit}以上",
            Qualifier.About => $"约{number}{unit}",
            _ => $"{number}{unit}",
        };
    }

    private string Number()
    {
        if (Scale != TenThousand)
            return Value.ToString("0.############", CultureInfo.InvariantCulture);
        return Value == TenThousand && Qualifier == Qualifier.JustUnder
            ? "万"
            : (Value / TenThousand).ToString("0.############", CultureInfo.InvariantCulture) + "万";
    }

    /// <summary>The compact written form that <see cref="TryParse"/> reads back: <c>100余</c>.</summary>
    public override string ToString() => ToText("");

    /// <summary>Reads 12, 12.5, 1.9万余, 近万, 100多, 90以上, 约300; false for anything else, a sign included.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        var rest = (text ?? "").AsSpan().Trim();
        if (rest.IsEmpty)
            return false;
        var qualifier = Qualifier.Exact;
        if (rest[0] is '近' or '约')
        {
            qualifier = rest[0] == '近' ? Qualifier.JustUnder : Qualifier.About;
            rest = rest[1..];
        }

        if (rest.EndsWith("以上"))
        {
            if (qualifier != Qualifier.Exact)
                return false;
            qualifier = Qualifier.OrMore;
            rest = rest[..^2];
        }
        else if (!rest.IsEmpty && rest[^1] is '余' or '多')
        {
            if (qualifier != Qualifier.Exact)
                return false;
            qualifier = Qualifier.AtLeast;
            rest = rest[..^1];
        }

        var scale = 1;
        if (!rest.IsEmpty && rest[^1] == '万')
        {
            scale = TenThousand;
            rest = rest[..^1];
        }

        if (rest.IsEmpty && scale == 1)
            return false;
        var mantissa = 1m;
        if (!rest.IsEmpty && !decimal.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out mantissa))
            return false;
        if (mantissa > Largest)
            return false;
        quantity = new(mantissa * scale, qualifier, scale);
        return true;
    }
}

internal sealed class QuantityJson : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var value))
            return new(value);
        return reader.TokenType == JsonTokenType.String && Quantity.TryParse(reader.GetString(), out var quantity)
            ? quantity
            : throw new JsonException("数量应写成 12、\"100余\"、\"近万\"、\"1.9万余\" 或 \"90以上\" | expected 12, \"100余\", \"近万\", \"1.9万余\" or \"90以上\"");
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        if (value is { Qualifier: Qualifier.Exact, Scale: 1 })
            writer.WriteNumberValue(value.Value);
        else
            writer.WriteStringValue(value.ToString());
    }
}
