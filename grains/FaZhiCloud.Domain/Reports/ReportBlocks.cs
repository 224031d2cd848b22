namespace FaZhiCloud.Domain;

/// <summary>The blocks that templates name. Each work area writes its own; ledgers write themselves.</summary>
public static class ReportBlocks
{
    private static readonly Dictionary<string, ReportBlock> All = new(StringComparer.Ordinal)
    {
        ["profile"] = ProfileReport.Write,
        ["leading-groups"] = LeadingGroupReport.Write,
        ["adviser"] = AdviserReport.Write,
        ["force"] = ForceReport.Write,
        ["study"] = StudyReport.Write,
        ["decisions"] = DecisionReport.Write,
        ["ledger"] = LedgerReport.Write,
    };

    /// <summary>Keys that a template may name before the colon.</summary>
    public static IEnumerable<string> Keys => All.Keys;

    /// <summary>The paragraphs of a block: <c>study</c>, <c>ledger:publicity/culture</c>.</summary>
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return All[colon < 0 ? key : key[..colon]](context, colon < 0 ? "" : key[(colon + 1)..]);
    }
}
