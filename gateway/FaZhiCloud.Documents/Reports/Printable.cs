using System.Text;

namespace FaZhiCloud.Documents;

/// <summary>Text pasted from anywhere may hold characters that XML 1.0 forbids; one of them would make the whole .docx unreadable.</summary>
internal static class Printable
{
    /// <summary>The text without control characters, lone surrogates and non-characters; line breaks and tabs become a space.</summary>
    public static string Of(string text) => IsClean(text) ? text : Cleaned(text);

    private static bool IsClean(string text) => !text.AsSpan().ContainsAnyInRange('\0', '\x1f')
        && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')
        && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
        && !text.AsSpan().ContainsAny('\u2028', '\u2029')
        && !text.AsSpan().ContainsAny('\ufffe', '\uffff');

    private static string Cleaned(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var whole = Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            rest = rest[length..];
            if (!whole)
                continue;
            if (rune.Value is '\t' or '\n' or 0x2028 or 0x2029)
                kept.Append(' ');
            else if (!Rune.IsControl(rune) && (rune.Value & 0xfffe) != 0xfffe)
                kept.Append(rune);
        }

        return kept.ToString();
    }
}
