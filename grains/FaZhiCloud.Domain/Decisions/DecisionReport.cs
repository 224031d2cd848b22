namespace FaZhiCloud.Domain;

/// <summary>The report block <c>decisions</c>: the year's major decisions, and how many went through each step by the cut-off.</summary>
internal static class DecisionReport
{
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string argument)
    {
        var decisions = context.Of<MajorDecision>().ToList();
        if (decisions.Count == 0)
            yield break;
        var sentence = new Sentence()
            .Clause($"{Sentence.Self}全年办理重大行政决策事项", context.Figure("decisions.count", "重大行政决策事项", decisions.Count, "项", decisions, decision => decision.Facts.Matter))
            .Clause("即", Sentence.List(decisions.Select(decision => context.Fact("decisions.matter", "决策事项", decision.Facts.Matter, decision)), ('“', '”')));
        if (decisions.Where(decision => decision.Facts.InCatalogue).ToList() is { Count: > 0 } listed)
            sentence.Clause("其中列入年度决策事项目录", context.Figure("decisions.in-catalogue", "列入目录的决策事项", listed.Count, "项", listed));
        foreach (var step in Enum.GetValues<DecisionStep>())
        {
            if (decisions.Where(decision => Passed(decision, step, context.CutOff)).ToList() is { Count: > 0 } passed)
                sentence.Clause(WordsOf(step), context.Figure($"decisions.{step}", DecisionWording.NameOf(step), passed.Count, "项", passed, decision => $"{Period.OfDay(decision.Last(step)!.To).ToChinese()}{decision.Last(step)!.By}"));
        }

        yield return sentence.End();
    }

    private static bool Passed(MajorDecision decision, DecisionStep step, DateOnly cutOff) =>
        decision.Steps.LastOrDefault(done => done.Step == step && done.To <= cutOff)?.Result == StepResult.Passed;

    private static string WordsOf(DecisionStep step) => step switch
    {
        DecisionStep.PublicParticipation => "履行公众参与程序",
        DecisionStep.ExpertArgument => "组织专家论证",
        DecisionStep.RiskAssessment => "开展风险评估",
        DecisionStep.LegalityReview => "通过合法性审查",
        DecisionStep.CollectiveDiscussion => "经集体讨论决定",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };
}
