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

    /// <summary>The paragraphs of a block: <c>study</c>, <c>ledger:publicity/culture</c>; blocks joined by + make one paragraph.</summary>
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string key) => key.Contains('+', StringComparison.Ordinal)
        ? [[.. Parts(key).SelectMany(part => WriteOne(context, part)).SelectMany(runs => runs)]]
        : WriteOne(context, key);

    /// <summary>The single blocks of a template's entry.</summary>
    public static IEnumerable<string> Parts(string key) => key.Split('+', StringSplitOptions.TrimEntries);

    private static IEnumerable<IReadOnlyList<Run>> WriteOne(ReportContext context, string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return All[colon < 0 ? key : key[..colon]](context, colon < 0 ? "" : key[(colon + 1)..]);
    }
}
