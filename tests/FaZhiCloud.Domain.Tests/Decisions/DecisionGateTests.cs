using FsCheck;
using FsCheck.Fluent;

namespace FaZhiCloud.Domain.Tests.Decisions;

/// <summary>Whatever is recorded in whatever order: no state can be reached that the 重大行政决策程序暂行条例 forbids.</summary>
public sealed class DecisionGateTests
{
    private static readonly Moment Now = new(new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero), "clerk");

    [Fact]
    public void Nothing_is_tabled_without_a_passed_legality_review_and_no_comment_is_cut_short_without_a_reason()
    {
        var step = from kind in Gen.Choose(0, 4)
                   from start in Gen.Choose(0, 120)
                   from length in Gen.Elements(0, 5, 28, 29, 30, 31, 60)
                   from result in Gen.Frequency((5, Gen.Constant(StepResult.Passed)), (1, Gen.Constant(StepResult.Failed)))
                   from reason in Gen.Elements<string?>(null, " ", "情况紧急")
                   select new StepDone((DecisionStep)kind, new DateOnly(2026, 1, 5).AddDays(start), new DateOnly(2026, 1, 5).AddDays(start + length), result, "县司法局", ShortReason: reason);
        var script = from experts in Gen.Elements(true, false)
                     from risk in Gen.Elements(true, false)
                     from steps in step.ListOf(14)
                     select (experts, risk, steps: steps.ToList());
        var (decided, refused) = (0, 0);

        Prop.ForAll(script.ToArbitrary(), run =>
        {
            var state = Carry(TownshipState.Empty, new OpenDecision(new(2026, "集镇规划", NeedsExperts: run.experts, NeedsRiskAssessment: run.risk)))!;
            foreach (var done in run.steps)
            {
                if (Carry(state, new RecordDecisionStep(done) { RecordId = "decision-1" }) is { } next)
                    state = next;
                else
                    refused++;
                Allowed(state.All.OfType<MajorDecision>().Single());
            }

            decided += state.All.OfType<MajorDecision>().Single().IsDecided ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

        decided.ShouldBeGreaterThan(50, "the scripts must reach decisions for the property to say something");
        refused.ShouldBeGreaterThan(1_000);
    }

    private static void Allowed(MajorDecision decision)
    {
        for (var i = 0; i < decision.Steps.Count; i++)
        {
            var (done, before) = (decision.Steps[i], decision.Steps.Take(i).ToList());
            if (done.Step == DecisionStep.PublicParticipation && done.To < RuleBook.National.Compute("decision.comment", done.From).DueOn)
                string.IsNullOrWhiteSpace(done.ShortReason).ShouldBeFalse($"comment from {done.From} to {done.To} without a reason");
            foreach (var earlier in Enum.GetValues<DecisionStep>().Where(earlier => earlier < done.Step && decision.Requires(earlier)))
            {
                var last = before.LastOrDefault(one => one.Step == earlier);
                last.ShouldNotBeNull($"{done.Step} before {earlier}");
                last.Result.ShouldBe(StepResult.Passed, $"{done.Step} although {earlier} failed");
                last.To.ShouldBeLessThanOrEqualTo(done.To);
            }

            if (done.Step == DecisionStep.CollectiveDiscussion)
                decision.Steps.Count.ShouldBe(i + 1, "nothing follows the decision");
        }
    }

    private static TownshipState? Carry(TownshipState state, Command command) =>
        Township.Decide(state, command, Now) is { IsRefused: false } decision ? decision.Events.Aggregate(state, (before, happened) => Township.Apply(before, happened, Now.Now, Now.Actor)) : null;
}
