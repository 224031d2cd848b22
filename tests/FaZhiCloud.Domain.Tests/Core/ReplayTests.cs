using FaZhiCloud.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace FaZhiCloud.Domain.Tests.Core;

public sealed class ReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_read_back_from_their_json_give_the_same_state() => Prop.ForAll(
        Gen.Choose(0, 999_999).ArrayOf().ToArbitrary(),
        codes =>
        {
            var (live, replayed) = (TownshipState.Empty, TownshipState.Empty);
            foreach (var code in codes)
            {
                var at = Start.AddMinutes(live.Version);
                foreach (var happened in Township.Decide(live, CommandScript.Make(live, code), new(at, "clerk")).Events)
                {
                    live = Township.Apply(live, happened, at, "clerk");
                    replayed = Township.Apply(replayed, DomainJson.ReadEvent(DomainJson.NameOf(happened), DomainJson.Write(happened)), at, "clerk");
                }
            }

            replayed.All.Select(Text).ShouldBe(live.All.Select(Text));
            replayed.Version.ShouldBe(live.Version);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60));

    [Fact]
    public void A_refused_command_records_nothing() => Prop.ForAll(
        Gen.Choose(0, 999_999).ArrayOf().ToArbitrary(),
        codes =>
        {
            var state = TownshipState.Empty;
            foreach (var code in codes)
            {
                var decision = Township.Decide(state, CommandScript.Make(state, code), new(Start, "clerk"));
                (decision.IsRefused ^ decision.Events.Count > 0).ShouldBeTrue();
                decision.Refusals.ShouldAllBe(refusal => refusal.Zh.Length > 0 && refusal.En.Length > 0 && refusal.Code.Contains('.', StringComparison.Ordinal));
                state = decision.Events.Aggregate(state, (s, happened) => Township.Apply(s, happened, Start, "clerk"));
            }
        }).QuickCheckThrowOnFailure();

    private static string Text(TownshipRecord record) => System.Text.Json.JsonSerializer.Serialize(record, DomainJson.Options);
}
