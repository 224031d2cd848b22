namespace FaZhiCloud.Domain;

/// <summary>Something that falls due on a day: a certificate's or a contract's end, a planned study session.</summary>
/// <param name="Id">Unique within the township and stable: <c>cert-3/2</c> is the second term of certificate cert-3.</param>
/// <param name="RecordId">The record behind it.</param>
/// <param name="Kind">certificate, adviser-contract, study-plan, or the key of the ledger whose clock it is.</param>
/// <param name="RuleId">The rule that computes the day, see <see cref="Rules"/>.</param>
/// <param name="Subject">What it is about, as the alert names it.</param>
/// <param name="DueOn">The day, in Asia/Shanghai.</param>
/// <param name="KnownOn">Since when the system knows it: earlier steps are not announced afterwards.</param>
/// <param name="IsOpen">False once it is settled: renewed, held, ended, void.</param>
public sealed record DueItem(string Id, string RecordId, string Kind, string RuleId, string Subject, DateOnly DueOn, DateOnly KnownOn, bool IsOpen);

/// <summary>When a due item is announced.</summary>
public static class AlertSteps
{
    /// <summary>Days before (positive) or after (negative) the due day.</summary>
    public static readonly IReadOnlyList<int> Days = [90, 60, 30, 7, 0, -7];

    /// <summary>
    /// The steps of an item that must have been announced by <paramref name="today"/>: of those that had come when it became known
    /// only the latest, and every one that came afterwards.
    /// </summary>
    public static IEnumerable<int> Reached(DueItem item, DateOnly today)
    {
        var atFirst = Days.Where(step => item.DueOn.AddDays(-step) <= item.KnownOn).Select(step => (int?)step).Min();
        return Days.Where(step => item.DueOn.AddDays(-step) is var day && day <= today && (day > item.KnownOn || step == atFirst));
    }
}

/// <summary>Rules by which days are computed, with their source.</summary>
public static class Rules
{
    /// <summary>Valid-from and valid-to are stored, never computed from the issue date; provinces set the term, 5 years by default.</summary>
    public const string CertificateTerm = "R-CERT-1";

    /// <summary>An alert before the contract ends; no adviser in force is a gap (中办发〔2016〕30号).</summary>
    public const string AdviserTerm = "R-ADV-2";

    /// <summary>How many sessions are held, and when, is the plan's, set by the county's assessment.</summary>
    public const string StudyPlan = "R-STU-3";
}
