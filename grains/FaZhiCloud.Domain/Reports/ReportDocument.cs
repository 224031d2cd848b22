namespace FaZhiCloud.Domain;

/// <summary>A stretch of text; a traced one leads to the records behind it.</summary>
/// <param name="Text">What is printed.</param>
/// <param name="Trace">Id of its trace; null for plain words.</param>
/// <param name="Gap">A visible gap that somebody must fill: 〔待填：…〕.</param>
public sealed record Run(string Text, string? Trace = null, bool Gap = false);

/// <summary>A heading (level 1: 一、 level 2: （一）) or a paragraph of the body (level 0).</summary>
/// <param name="Level">0 body, 1 to 4 heading.</param>
/// <param name="Number">Of a heading: 一、 or （一）.</param>
/// <param name="Runs">Its text.</param>
/// <param name="Place">Key of the template's section or block that it comes from.</param>
public sealed record ReportParagraph(int Level, string? Number, IReadOnlyList<Run> Runs, string Place)
{
    public string Text => Number + string.Concat(Runs.Select(run => run.Text));
}

/// <summary>One record behind a figure or a named fact.</summary>
/// <param name="RecordId">The record.</param>
/// <param name="Version">Its version when the report was assembled.</param>
/// <param name="Area">Its work area.</param>
/// <param name="Title">As a person recognises it.</param>
/// <param name="On">When, as a report writes it; null where nobody knows.</param>
/// <param name="Contribution">What it adds: 2000余份; null for a named fact.</param>
/// <param name="Note">Where a tally's count comes from.</param>
public sealed record TraceSource(string RecordId, long Version, string Area, string Title, string? On, string? Contribution, string? Note);

/// <summary>A figure or a named fact of the report, and what it rests on.</summary>
/// <param name="Id">Within the report.</param>
/// <param name="Key">The figure's key: <c>publicity.materials/culture</c>.</param>
/// <param name="Name">What it is: 发放宣传资料.</param>
/// <param name="Text">As printed: 2000余份.</param>
/// <param name="Value">The number; null for a named fact.</param>
/// <param name="Qualifier">How exactly it is known; null for a named fact.</param>
/// <param name="Unit">份, 人次, %.</param>
/// <param name="Numerator">Of a rate, where both counts are known.</param>
/// <param name="Denominator">Of a rate, where both counts are known.</param>
/// <param name="Period">What it covers.</param>
/// <param name="CutOff">The last day that counts.</param>
/// <param name="Sources">The records.</param>
public sealed record Trace(
    string Id, string Key, string Name, string Text, decimal? Value, Qualifier? Qualifier, string? Unit,
    decimal? Numerator, decimal? Denominator, Period Period, DateOnly CutOff, IReadOnlyList<TraceSource> Sources);

/// <summary>The annual report as a tree of text; renderers make .docx, HTML and text of it.</summary>
/// <param name="Year">The year reported on.</param>
/// <param name="CutOff">The last day whose records count.</param>
/// <param name="StateVersion">The township's version that it was assembled from.</param>
/// <param name="Template">Key of the template.</param>
/// <param name="Unit">The township.</param>
/// <param name="Title">Title, line by line.</param>
/// <param name="Addressee">主送机关, without colon; null where the template has none.</param>
/// <param name="Paragraphs">The body.</param>
/// <param name="Issuers">署名, in order.</param>
/// <param name="DatedOn">成文日期; null until it is signed.</param>
/// <param name="CopiesTo">抄送.</param>
/// <param name="Traces">Figures and named facts, in order of first appearance.</param>
public sealed record ReportDocument(
    int Year, DateOnly CutOff, long StateVersion, string Template, Unit Unit,
    IReadOnlyList<string> Title, string? Addressee, IReadOnlyList<ReportParagraph> Paragraphs,
    IReadOnlyList<string> Issuers, DateOnly? DatedOn, IReadOnlyList<string> CopiesTo, IReadOnlyList<Trace> Traces)
{
    /// <summary>What is still missing, as printed.</summary>
    public IEnumerable<string> Gaps => Paragraphs.SelectMany(paragraph => paragraph.Runs).Where(run => run.Gap).Select(run => run.Text);
}
