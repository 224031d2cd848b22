namespace FaZhiCloud.Domain;

/// <summary>The clerk's own words for one place of one year's report; figures stay with the records.</summary>
public sealed record ProseBlock(int Year, string Place, string Text) : TownshipRecord
{
    public static string IdOf(int year, string place) => $"prose.{year:0000}.{place}";

    public override string Area => "prose";

    public override string Kind => Place;

    public override Period? On => Period.OfYear(Year);

    public override string Title => $"{Year}年报告文字：{Place}";
}

/// <summary>Writes or replaces the words for a place of the report; empty text takes them out. The journal keeps earlier wordings.</summary>
/// <param name="Year">The report's year.</param>
/// <param name="Place">Key of the template's block that they follow, such as <c>opening</c> or <c>study</c>.</param>
/// <param name="Text">Paragraphs, one a line.</param>
public sealed record WriteProse(int Year, string Place, string Text) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        new Check().Year("year", Year).Text("place", Place, 60).Text("text", Text, Check.Prose, required: false)
            .That(Place.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), "place", "prose.no_such_place", "不是报告模板中的位置", "is no place of the report template")
            .Or(new ProseWritten(ProseBlock.IdOf(Year, Place), Year, Place, Text));
}

public sealed record ProseWritten(string RecordId, int Year, string Place, string Text) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new ProseBlock(Year, Place, Text) { Id = RecordId };
}
