namespace FaZhiCloud.Documents;

/// <summary>The measures of GB/T 9704-2012 党政机关公文格式, in twips (1/20 pt) where nothing else is said.</summary>
public static class OfficialForm
{
    /// <summary>5.2.1: A4.</summary>
    public const int PageWidth = 11906, PageHeight = 16838;

    /// <summary>5.2.1: 天头 37 mm, 订口 28 mm; 版心 156 × 225 mm leaves 35 mm below and 26 mm on the right.</summary>
    public const int Top = 2098, Left = 1587, Bottom = 1984, Right = 1474;

    /// <summary>5.2.3: 22 lines in 225 mm are 28.95 pt each.</summary>
    public const int LinePitch = 579;

    /// <summary>
    /// 5.2.3: 28 characters in 156 mm leave 15.79 pt for each, 3号 is 16 pt. The styles therefore set characters 0.25 pt closer:
    /// a grid of characters, the other way, makes LibreOffice put every character into two cells.
    /// </summary>
    public const int Advance = Character - 5;

    /// <summary>The same for programs that lay a grid of characters over the page, in 1/4096 pt.</summary>
    public const int CharacterSpace = -848;

    /// <summary>A 3号 character, 16 pt: what indents of so many characters count in.</summary>
    public const int Character = 320;

    /// <summary>5.2.1: 版心, 156 mm.</summary>
    public const int TextWidth = PageWidth - Left - Right;

    /// <summary>
    /// 7.5: the dash of the page number stands 7 mm below the text. Distance of the footer's lower edge from the paper's edge.
    /// </summary>
    public const int FooterDistance = 1440;

    /// <summary>Width in characters: digits and Latin letters are half as wide as Chinese ones.</summary>
    public static double Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value < 0x80 ? 0.5 : 1);
}

/// <summary>Where issuers and date of a report without seal stand (7.3.5.2), in twips.</summary>
/// <param name="IssuersRight">Blank on the right of the issuers: two characters, more where the date is longer than they are.</param>
/// <param name="DateLeft">Blank on the left of the date: it begins two characters right of where the issuer begins.</param>
/// <param name="DateIsLonger">The date is longer than every issuer.</param>
public sealed record SignaturePlace(int IssuersRight, int DateLeft, bool DateIsLonger)
{
    private const int Two = 2 * OfficialForm.Character;

    /// <summary>
    /// 署名右空二字，成文日期首字比署名首字右移二字；如成文日期长于署名，应当使成文日期右空二字，并相应增加署名右空字数.
    /// Joint issuers end at the same place; the date follows the longest.
    /// </summary>
    public static SignaturePlace Of(IEnumerable<string> issuers, string date)
    {
        var (issuer, day) = (issuers.Select(Width).DefaultIfEmpty(0).Max(), Width(date));
        return day > issuer
            ? new(Two + day + Two - issuer, OfficialForm.TextWidth - Two - day, true)
            : new(Two, Math.Max(0, OfficialForm.TextWidth - issuer), false);
    }

    private static int Width(string text) => (int)(OfficialForm.Width(text) * OfficialForm.Advance);
}
