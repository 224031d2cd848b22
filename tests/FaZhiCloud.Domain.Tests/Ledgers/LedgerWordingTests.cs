using static FaZhiCloud.Domain.Tests.Reports.Written;

namespace FaZhiCloud.Domain.Tests.Ledgers;

/// <summary>Sentences as a reader sees them.</summary>
public sealed class LedgerWordingTests
{
    [Fact]
    public void Publicity_zero() => By("ledger:publicity", Entry("publicity", "2024", 0, ("form", "culture")))
        .ShouldBe("我乡全年未开展法治文化活动。");

    [Fact]
    public void Publicity_one() => By("ledger:publicity", Entry("publicity", "2024-12-04", null, ("form", "culture"), ("laws", new[] { "宪法" }), ("materials", "200余"), ("people", 90)))
        .ShouldBe("12月4日，以《宪法》为重点内容，我乡开展法治文化活动，发放宣传资料200余份，受教育群众90人次。");

    [Fact]
    public void Publicity_many_adds_up_and_keeps_the_qualifier() => By("ledger:publicity",
            Entry("publicity", "2024-03-15", null, ("form", "culture"), ("people", "100余")), Entry("publicity", "2024-Q2", 2, ("form", "culture"), ("people", 200)))
        .ShouldBe("我乡开展法治文化活动3场次，受教育群众300余人次。");

    [Fact]
    public void Publicity_uncounted() => By("ledger:publicity", Entry("publicity", "2024", null, ("form", "daily"), ("means", new[] { "广播", "标语" }), ("materials", "4000余")))
        .ShouldBe("我乡通过广播、标语等方式开展日常法治宣传，发放宣传资料4000余份。");

    [Fact]
    public void A_rate_is_computed_from_both_counts() => By("ledger:mediation", Entry("mediation", "2024", 3, ("type", "people"), ("succeeded", 2)))
        .ShouldBe("我乡开展人民调解3件，调解成功2件，调解成功率66.7%。");

    [Fact]
    public void A_stated_rate_stands_where_only_the_rate_is_known() => By("ledger:mediation", Entry("mediation", "2024", 45, ("type", "all"), ("successRate", 98)))
        .ShouldBe("我乡排查化解各类矛盾纠纷45件，调解成功率98%。");

    [Fact]
    public void No_rate_is_computed_from_quantities_that_are_only_roughly_known() => By("ledger:mediation", Entry("mediation", "2024", new Quantity(100, Qualifier.AtLeast), ("type", "all"), ("succeeded", 98)))
        .ShouldBe("我乡排查化解各类矛盾纠纷100余件，调解成功98件。");

    [Fact]
    public void Neighbours_that_do_the_same_share_their_verb() => By("ledger:petitions",
            Entry("petitions", "2024", 6, ("type", "system")), Entry("petitions", "2024", 4, ("type", "platform"), ("platform", "问政四川")), Entry("petitions", "2024", 2, ("type", "platform"), ("platform", "麻辣社区")))
        .ShouldBe("我乡办理信访系统信访件6件、“问政四川”网络问政留言4条、“麻辣社区”网络问政留言2条。");

    [Fact]
    public void A_recorded_zero_is_said_in_words_and_traced()
    {
        var report = Report("ledger:inspections", Seeds.Demo.Given(Entry("inspections", "2024", 4, ("type", "general"), ("problems", 0))));
        report.Paragraphs[^1].Text.ShouldBe("我乡开展法治建设监督检查4次，未发现问题。");
        report.Traces.Single(trace => trace.Key == "inspections.problems/general").ShouldSatisfyAllConditions(
            trace => trace.Value.ShouldBe(0), trace => trace.Text.ShouldBe("未发现问题"), trace => trace.Sources.ShouldHaveSingleItem().Contribution.ShouldBe("0个"));
    }

    [Fact]
    public void A_problem_without_cause_shows_a_gap() => By("ledger:problems", Entry("problems", "2024", null, ("title", "执法力量不足")))
        .ShouldBe("执法力量不足。原因在于〔待填：原因〕。");

    [Fact]
    public void Problems_are_numbered_when_there_are_several() => By("ledger:problems",
            Entry("problems", "2024", null, ("title", "甲"), ("cause", "某某。")), Entry("problems", "2024", null, ("title", "乙"), ("problem", "具体\n表现。"), ("cause", "某某"), ("measure", "加强培训。")))
        .ShouldBe("一是甲。原因在于某某。\n二是乙。具体表现。原因在于某某。针对这一问题，加强培训。");

    [Fact]
    public void The_unit_is_named_once_in_a_section() => By("ledger:meetings", Entry("meetings", "2024", 4, ("type", "party")), Entry("meetings", "2024", null, ("type", "governance"), ("frequency", "定期")))
        .ShouldBe("我乡全年召开法治建设工作党委专题会议4次。定期召开社会治理工作例会。");

    [Fact]
    public void The_unit_is_not_named_where_somebody_else_did_it() => By("ledger:mediation", Entry("mediation", "2024", 2, ("type", "complex"), ("by", "乡人民调解委员会")))
        .ShouldBe("乡人民调解委员会调解复杂或较大的矛盾纠纷2起。");

    [Fact]
    public void Entries_that_a_tally_has_counted_already_add_nothing()
    {
        var one = Entry("publicity", "2024-03-15", null, ("form", "culture"), ("people", 50));
        var tally = (RecordLedgerEntry)Entry("publicity", "2024", 2, ("form", "culture"), ("people", 300));
        By("ledger:publicity", one, tally with { Facts = tally.Facts with { Includes = ["entry-1"] } }).ShouldBe("我乡开展法治文化活动2场次，受教育群众300人次。");
    }

    [Fact]
    public void What_came_after_the_cut_off_does_not_count()
    {
        var state = Seeds.Demo.Given(Entry("publicity", "2024-03-15", null, ("form", "culture")), Entry("publicity", "2024-12-04", null, ("form", "culture")));
        Report("ledger:publicity", state, new DateOnly(2024, 12, 3)).Paragraphs[^1].Text.ShouldBe("3月15日，我乡开展法治文化活动。");
    }

    [Fact]
    public void A_tally_with_figures_names_its_source()
    {
        var tally = (RecordLedgerEntry)Entry("publicity", "2024", null, ("form", "daily"), ("materials", 40));
        Township.Decide(TownshipState.Empty, tally with { Facts = tally.Facts with { Source = null } }, Seeds.Demo.Moment).Refusals.ShouldHaveSingleItem().Field.ShouldBe("source");
    }

    [Fact]
    public void An_entry_that_says_nothing_is_refused() =>
        Township.Decide(TownshipState.Empty, Entry("deployment", "2024"), Seeds.Demo.Moment).Refusals.ShouldHaveSingleItem().Code.ShouldBe("ledger.empty");
}
