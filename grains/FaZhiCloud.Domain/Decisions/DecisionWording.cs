namespace FaZhiCloud.Domain;

/// <summary>What the steps of a decision are called.</summary>
public static class DecisionWording
{
    public static string NameOf(DecisionStep step) => step switch
    {
        DecisionStep.PublicParticipation => "公众参与",
        DecisionStep.ExpertArgument => "专家论证",
        DecisionStep.RiskAssessment => "风险评估",
        DecisionStep.LegalityReview => "合法性审查",
        DecisionStep.CollectiveDiscussion => "集体讨论决定",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };
}
