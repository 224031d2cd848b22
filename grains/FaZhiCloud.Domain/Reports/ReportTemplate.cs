using System.Text.Json;

namespace FaZhiCloud.Domain;

/// <summary>A section of the report: heading, the blocks it is assembled from, sections below it.</summary>
/// <param name="Key">Stable; also the place for the clerk's own words at the section's end.</param>
/// <param name="Heading">With {year}, {nextYear}, {unit}, {self}.</param>
/// <param name="Blocks">Keys of report blocks, such as <c>profile</c> or <c>ledger:publicity/culture</c>; joined by + they make one paragraph.</param>
/// <param name="Sections">Below it.</param>
/// <param name="Required">A required section without content shows a gap; others are left out.</param>
public sealed record TemplateSection(string Key, string Heading, IReadOnlyList<string>? Blocks = null, IReadOnlyList<TemplateSection>? Sections = null, bool Required = false);

/// <summary>The form of a report, as data: provinces and counties have their own.</summary>
/// <param name="Key">Stable.</param>
/// <param name="Name">For people.</param>
/// <param name="Title">Line by line, with {year}, {unit}, {government}, {party}, {county}.</param>
/// <param name="Addressee">主送机关; null for none.</param>
/// <param name="CopiesTo">抄送.</param>
/// <param name="Issuers">署名.</param>
/// <param name="Opening">The first paragraph.</param>
/// <param name="Closing">The last, such as 特此报告。; null for none.</param>
/// <param name="Sections">The body.</param>
public sealed record ReportTemplate(
    string Key, string Name, IReadOnlyList<string> Title, string? Addressee, IReadOnlyList<string> CopiesTo,
    IReadOnlyList<string> Issuers, string Opening, string? Closing, IReadOnlyList<TemplateSection> Sections)
{
    /// <summary>The order of 法治政府建设与责任落实督察工作规定: 举措和成效, 不足和原因, 第一责任人, 下一年度安排, 其他.</summary>
    public static ReportTemplate Statutory { get; } = Load("statutory");

    private static ReportTemplate Load(string name)
    {
        using var stream = typeof(ReportTemplate).Assembly.GetManifestResourceStream($"FaZhiCloud.Domain.Reports.Templates.{name}.json")
            ?? throw new InvalidOperationException($"The template '{name}' is not in the assembly.");
        return JsonSerializer.Deserialize<ReportTemplate>(stream, DomainJson.Options)!;
    }

    /// <summary>Puts the unit's names and the year into a pattern.</summary>
    internal static string Fill(string pattern, Unit unit, int year) => pattern
        .Replace("{year}", $"{year}", StringComparison.Ordinal).Replace("{nextYear}", $"{year + 1}", StringComparison.Ordinal)
        .Replace("{unit}", unit.Name, StringComparison.Ordinal).Replace("{self}", unit.Self, StringComparison.Ordinal).Replace("{word}", unit.Word, StringComparison.Ordinal)
        .Replace("{government}", unit.Government, StringComparison.Ordinal).Replace("{party}", unit.PartyCommittee, StringComparison.Ordinal)
        .Replace("{county}", unit.County, StringComparison.Ordinal).Replace("{countyWord}", unit.CountyWord, StringComparison.Ordinal);
}
