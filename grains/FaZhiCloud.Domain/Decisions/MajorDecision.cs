using System.Collections.Immutable;

namespace FaZhiCloud.Domain;

/// <summary>The steps of a 重大行政决策, in the order the 重大行政决策程序暂行条例 gives them (R-DEC-9).</summary>
public enum DecisionStep
{
    /// <summary>公众参与.</summary>
    PublicParticipation,

    /// <summary>专家论证, where the matter is technical.</summary>
    ExpertArgument,

    /// <summary>风险评估, where social stability or public safety may suffer.</summary>
    RiskAssessment,

    /// <summary>合法性审查.</summary>
    LegalityReview,

    /// <summary>集体讨论决定.</summary>
    CollectiveDiscussion,
}

/// <summary>How a step ended.</summary>
public enum StepResult
{
    /// <summary>Done; for a review: lawful; for the discussion: adopted.</summary>
    Passed,

    /// <summary>For a review: unlawful; for the discussion: rejected.</summary>
    Failed,
}

/// <summary>What is to be decided.</summary>
/// <param name="Year">The year of the catalogue it belongs to.</param>
/// <param name="Matter">决策事项.</param>
/// <param name="InCatalogue">Listed in the year's 决策事项目录 (R-DEC-1).</param>
/// <param name="NeedsExperts">专家论证 is required.</param>
/// <param name="NeedsRiskAssessment">风险评估 is required.</param>
public sealed record MajorDecisionFacts(int Year, string Matter, bool InCatalogue = false, bool NeedsExperts = false, bool NeedsRiskAssessment = false)
{
    internal Check Check() => new Check().Year("year", Year).Text("matter", Matter);
}

/// <summary>One step done.</summary>
/// <param name="Step">Which.</param>
/// <param name="From">First day, e.g. on which the draft was published.</param>
/// <param name="To">Last day.</param>
/// <param name="Result">How it ended.</param>
/// <param name="By">Who reviewed, argued, assessed or presided; a legality review always names its reviewer.</param>
/// <param name="Summary">The result in words; for the discussion dissent is recorded here (R-DEC-7).</param>
/// <param name="ShortReason">Why public comment lasted under 30 days (R-DEC-2).</param>
public sealed record StepDone(DecisionStep Step, DateOnly From, DateOnly To, StepResult Result, string? By = null, string? Summary = null, string? ShortReason = null);

/// <summary>重大行政决策 with the steps it has gone through.</summary>
public sealed record MajorDecision(MajorDecisionFacts Facts, ImmutableList<StepDone> Steps) : TownshipRecord
{
    public override string Area => "decisions";

    public override Period? On => Period.OfYear(Facts.Year);

    public override string Title => Facts.Matter;

    /// <summary>The last result of a step; null when it has not been done.</summary>
    public StepDone? Last(DecisionStep step) => Steps.LastOrDefault(done => done.Step == step);

    public bool Passed(DecisionStep step) => Last(step)?.Result == StepResult.Passed;

    /// <summary>Whether the matter calls for a step: two of the five are conditional.</summary>
    public bool Requires(DecisionStep step) => step switch
    {
        DecisionStep.ExpertArgument => Facts.NeedsExperts,
        DecisionStep.RiskAssessment => Facts.NeedsRiskAssessment,
        _ => true,
    };

    public bool IsDecided => Steps.Any(done => done.Step == DecisionStep.CollectiveDiscussion);
}

/// <summary>Puts a matter on the way to decision.</summary>
public sealed record OpenDecision(MajorDecisionFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Facts.Check().Or(() => Decision.Of(new DecisionOpened(state.NextId("decision"), Facts)));
}

/// <summary>Records that a step was done. Steps come in order; a failed one may be done again.</summary>
public sealed record RecordDecisionStep(StepDone Done) : RecordCommand<MajorDecision>
{
    protected override Decision Decide(TownshipState state, MajorDecision record, Moment moment)
    {
        if (record.IsDecided)
            return Decision.Refuse(Refusal.Conflict("decision.decided", "该事项已集体讨论决定，不能再增加程序", "the matter has been decided; no step can follow"));
        return new Check().Day("from", Done.From).Day("to", Done.To).Order("to", Done.From, Done.To, "结束日不能早于开始日", "must not end before it begins")
            .Text("by", Done.By, 100, required: Done.Step == DecisionStep.LegalityReview).Text("summary", Done.Summary, 2000, required: false).Text("shortReason", Done.ShortReason, 500, required: false)
            .Add(CommentIsLongEnough()).Add(StepsComeInOrder(record))
            .Or(new DecisionStepRecorded(RecordId, Done));
    }

    /// <summary>重大行政决策程序暂行条例 art. 15 (R-DEC-2): public comment lasts at least 30 days, the first not counted, unless a reason for less is stated.</summary>
    private IEnumerable<Refusal> CommentIsLongEnough()
    {
        if (Done.Step != DecisionStep.PublicParticipation || !string.IsNullOrWhiteSpace(Done.ShortReason))
            yield break;
        var earliest = RuleBook.National.Compute("decision.comment", Done.From);
        if (!earliest.IsMetOn(Done.To))
        {
            yield return Refusal.Invalid("shortReason", "decision.comment_too_short",
                $"公开征求意见一般不少于{earliest.Amount}日，至早{earliest.DueOn:yyyy-MM-dd}结束（{earliest.Clock.Law}），缩短须说明理由",
                $"public comment lasts at least {earliest.Amount} days and ends on {earliest.DueOn:yyyy-MM-dd} at the earliest; state why it was shorter");
        }
    }

    /// <summary>重大行政决策程序暂行条例 arts. 14–30: earlier required steps come first; without a legality review that passed nothing is tabled (art. 25).</summary>
    private IEnumerable<Refusal> StepsComeInOrder(MajorDecision record)
    {
        foreach (var earlier in Enum.GetValues<DecisionStep>().Where(step => step < Done.Step && record.Requires(step)))
        {
            if (record.Last(earlier) is not { } done)
            {
                yield return Refusal.Conflict("decision.step_missing", $"须先完成“{DecisionWording.NameOf(earlier)}”", $"'{earlier}' must come first", "step");
            }
            else if (done.Result == StepResult.Failed)
            {
                yield return Refusal.Conflict("decision.step_failed", $"“{DecisionWording.NameOf(earlier)}”未通过，不得提交后续程序（《重大行政决策程序暂行条例》第二十五条）", $"'{earlier}' failed; the matter must not go on", "step");
            }
            else if (done.To > Done.To)
            {
                yield return Refusal.Invalid("to", "decision.step_before", $"不能早于“{DecisionWording.NameOf(earlier)}”的结束日（{done.To:yyyy-MM-dd}）", $"must not end before '{earlier}'");
            }
        }
    }
}

public sealed record DecisionOpened(string RecordId, MajorDecisionFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new MajorDecision(Facts, []) { Id = RecordId };
}

public sealed record DecisionStepRecorded(string RecordId, StepDone Done) : RecordChanged<MajorDecision>(RecordId)
{
    protected override TownshipRecord Change(MajorDecision record, Stamp stamp) => record with { Steps = record.Steps.Add(Done) };
}
