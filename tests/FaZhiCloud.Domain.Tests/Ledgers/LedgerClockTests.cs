namespace FaZhiCloud.Domain.Tests.Ledgers;

/// <summary>Clocks that ledger kinds declare: they become due items with the rule's id, stop when done, and refuse an end before the beginning.</summary>
public sealed class LedgerClockTests
{
    private static readonly Moment Now = new(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero), "clerk");

    [Fact]
    public void Every_clock_names_a_statutory_clock_and_day_fields_of_its_kind()
    {
        foreach (var (kind, clock) in LedgerKinds.All.Values.SelectMany(kind => kind.Clocks.Select(clock => (kind, clock))))
        {
            Clocks.Find(clock.Clock).ShouldNotBeNull($"{kind.Key}: {clock.Clock}");
            kind.Field(clock.Done)!.Type.ShouldBe(FieldType.Day);
            if (clock.From is not null)
                kind.Field(clock.From)!.Type.ShouldBe(FieldType.Day);
            if (clock.Extension is not null)
                kind.Field(clock.Extension)!.Type.ShouldBe(FieldType.Count);
            if (clock.Only is var (field, values))
                kind.Field(field)!.Choices.Select(choice => choice.Key).ShouldContain(key => values.Contains(key));
        }
    }

    /// <summary>R-PET-1, R-PET-2: told within 15 days, finished within 60, 30 more when granted.</summary>
    [Fact]
    public void A_petition_falls_due_for_the_notice_and_for_the_end_until_each_is_recorded()
    {
        Due("petitions", new(2026, 2, 10), ("type", "cases")).ShouldBe([("R-PET-1", new(2026, 2, 25), true), ("R-PET-2", new(2026, 4, 11), true), ("R-PET-5", new(2026, 2, 24), false)]);
        Due("petitions", new(2026, 2, 10), ("type", "cases"), ("informedOn", "2026-02-12"), ("extendedDays", "30")).ShouldBe([("R-PET-1", new(2026, 2, 25), false), ("R-PET-2", new(2026, 5, 11), true), ("R-PET-5", new(2026, 2, 24), false)]);
        // Five working days over Spring Festival 2026, of which Saturday the 14th is one.
        Due("petitions", new(2026, 2, 12), ("type", "hotline")).Single(item => item.Open).ShouldBe(("R-PET-5", new(2026, 2, 26), true));
    }

    /// <summary>R-CASE-1, 2, 5: 90 days to decide; delivery and publication count from the decision.</summary>
    [Fact]
    public void A_penalty_falls_due_first_for_its_decision_then_for_delivery_and_publication()
    {
        Due("enforcement-cases", new(2026, 1, 5), ("type", "penalty")).Where(item => item.Open).ShouldBe([("R-CASE-1", new(2026, 4, 5), true)]);
        Due("enforcement-cases", new(2026, 1, 5), ("type", "penalty"), ("decidedOn", "2026-02-12")).Where(item => item.Open)
            .ShouldBe([("R-CASE-2", new(2026, 2, 28), true), ("R-CASE-5", new(2026, 2, 28), true)]);
    }

    [Theory]
    [InlineData("litigation", "litigation", "R-LIT-1", "2026-01-20")]
    [InlineData("litigation", "review", "R-LIT-3", "2026-01-19")]
    [InlineData("litigation", "review-simplified", "R-LIT-3", "2026-01-12")]
    [InlineData("mediation", "people", "R-MED-1", "2026-02-05")]
    [InlineData("disclosure-requests", null, "R-INF-2", "2026-02-02")]
    [InlineData("normative-documents", "made", "R-DOC-3", "2026-02-04")]
    public void Each_area_has_its_clock(string kind, string? choice, string rule, string due)
    {
        var items = Due(kind, new(2026, 1, 5), choice is null ? [] : [(LedgerKinds.All[kind].GroupBy[0], choice)]);
        items.ShouldContain((rule, DateOnly.ParseExact(due, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), true));
    }

    [Fact]
    public void A_tally_sets_no_clock_and_a_void_entry_stops_its_own()
    {
        var tally = Carry(TownshipState.Empty, new RecordLedgerEntry("petitions", new(Period.OfYear(2026), Fields(("type", "cases")), 42, Source: "信访办统计")));
        tally.All.Single().DueItems(tally).ShouldBeEmpty();

        var entry = Carry(TownshipState.Empty, new RecordLedgerEntry("petitions", new(Period.OfDay(new(2026, 2, 10)), Fields(("type", "cases")))));
        var cancelled = Carry(entry, new VoidRecord("重复登记") { RecordId = entry.All.Single().Id });
        cancelled.All.Single().DueItems(cancelled).ShouldAllBe(item => !item.IsOpen);
    }

    [Fact]
    public void Nothing_can_be_finished_before_it_began()
    {
        var decision = Township.Decide(TownshipState.Empty, new RecordLedgerEntry("petitions", new(Period.OfDay(new(2026, 2, 10)), Fields(("type", "cases"), ("finishedOn", "2026-02-09")))), Now);
        decision.Refusals.Select(refusal => (refusal.Field, refusal.Code)).ShouldHaveSingleItem().ShouldBe(("fields.finishedOn", "date.before_begun"));
    }

    private static List<(string Rule, DateOnly DueOn, bool Open)> Due(string kind, DateOnly on, params (string Key, string Value)[] fields)
    {
        var state = Carry(TownshipState.Empty, new RecordLedgerEntry(kind, new(Period.OfDay(on), Fields(fields), Title: "某事项")));
        return [.. state.All.Single().DueItems(state).Select(item => (item.RuleId, item.DueOn, item.IsOpen))];
    }

    private static Dictionary<string, FieldValue> Fields(params (string Key, string Value)[] fields) => fields.ToDictionary(field => field.Key, field => FieldValue.Of(field.Value));

    private static TownshipState Carry(TownshipState state, Command command)
    {
        var decision = Township.Decide(state, command, Now);
        decision.Refusals.ShouldBeEmpty();
        return decision.Events.Aggregate(state, (before, happened) => Township.Apply(before, happened, Now.Now, Now.Actor));
    }
}
