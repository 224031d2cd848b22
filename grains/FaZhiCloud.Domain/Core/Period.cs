using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaZhiCloud.Domain;

/// <summary>
/// When something happened, as precisely as it is known: a day, a month, a quarter or a year.
/// Written <c>2024-03-05</c>, <c>2024-03</c>, <c>2024-Q1</c> or <c>2024</c>. A tally carries the period it covers.
/// </summary>
[JsonConverter(typeof(PeriodJson))]
public readonly record struct Period
{
    /// <summary>The earliest and the latest year that is believed; outside it a date is a slip of the pen.</summary>
    public const int FirstYear = 1949, LastYear = 2100;

    private Period(DateOnly start, DateOnly end, string text) => (Start, End, Text) = (start, end, text);

    /// <summary>First day covered.</summary>
    public DateOnly Start { get; }

    /// <summary>Last day covered.</summary>
    public DateOnly End { get; }

    private string Text { get; }

    public int Year => Start.Year;

    public bool IsDay => Start == End;

    public static Period OfYear(int year) => new(new(year, 1, 1), new(year, 12, 31), year.ToString("0000", CultureInfo.InvariantCulture));

    public static Period OfDay(DateOnly day) => new(day, day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Reads the four forms; false for anything else, the year 0 included.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null)
            return false;
        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            period = OfDay(day);
            return true;
        }

        if (text.Length < 4 || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1)
            return false;
        if (text.Length == 4)
        {
            period = OfYear(year);
            return true;
        }

        if (text.Length != 7 || text[4] != '-')
            return false;
        if (text[5] == 'Q' && text[6] is >= '1' and <= '4')
        {
            var start = new DateOnly(year, (text[6] - '1') * 3 + 1, 1);
            period = new(start, start.AddMonths(3).AddDays(-1), text);
            return true;
        }

        if (!int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12)
            return false;
        var first = new DateOnly(year, month, 1);
        period = new(first, first.AddMonths(1).AddDays(-1), text);
        return true;
    }

    /// <summary>The form it is written in, such as <c>2024-Q1</c>.</summary>
    public override string ToString() => Text ?? "";

    /// <summary>The form a report uses: 2024年3月5日, 2024年3月, 2024年第1季度, 2024年.</summary>
    public string ToChinese() => Text?.Length switch
    {
        10 => $"{Start.Year}年{Start.Month}月{Start.Day}日",
        7 when Text[5] == 'Q' => $"{Start.Year}年第{Text[6]}季度",
        7 => $"{Start.Year}年{Start.Month}月",
        _ => $"{Start.Year}年",
    };
}

internal sealed class PeriodJson : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var year) ? year.ToString("0000", CultureInfo.InvariantCulture)
            : reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Period.TryParse(text, out var period)
            ? period
            : throw new JsonException("日期应写成 2024-03-05、2024-03、2024-Q1 或 2024 | expected 2024-03-05, 2024-03, 2024-Q1 or 2024");
    }

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
