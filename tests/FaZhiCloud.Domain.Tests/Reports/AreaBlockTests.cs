using FaZhiCloud.Domain.Tests.Seeds;
using static FaZhiCloud.Domain.Tests.Reports.Written;

namespace FaZhiCloud.Domain.Tests.Reports;

/// <summary>The blocks of the areas that are modelled by hand.</summary>
public sealed class AreaBlockTests
{
    private static readonly Period ThisYear = Period.OfYear(Year);

    private static AppointOfficer Officer(string name) => new AppointOfficer(new OfficerFacts(name));

    private static RegisterCertificate Certificate(string officer, string number, int lastYear) => new RegisterCertificate(officer, number, new DateOnly(lastYear - 5, 7, 1), new DateOnly(lastYear, 6, 30));

    [Fact]
    public void The_force_counts_certificates_valid_on_the_cut_off_once_there_are_any()
    {
        Command[] commands =
        [
            new UpdateEnforcementForce(new EnforcementForceFacts(Year, "综合行政执法队", Authorised: 12, Certified: 12, Source: "年终统计")),
            Officer("甲"), Officer("乙"), Officer("丙"), Certificate("officer-1", "A1", Year + 1), Certificate("officer-2", "A2", Year + 2), Certificate("officer-3", "A3", Year),
        ];
        By("force", commands[0]).ShouldBe("我乡设有综合行政执法队，核定编制12名，现有持证执法人员12名。");
        By("force", commands).ShouldBe("我乡设有综合行政执法队，核定编制12名，现有持证执法人员2名。");
        Report("force", Demo.Given(commands)).Traces.Single(trace => trace.Key == "force.certified").Sources.Select(source => source.RecordId).ShouldBe(["cert-4", "cert-5"]);
    }

    [Fact]
    public void Certificates_that_have_all_lapsed_are_a_zero_with_its_records()
    {
        Command[] commands = [Officer("甲"), Certificate("officer-1", "A1", Year)];
        By("force", commands).ShouldBe("我乡现有持证执法人员0名。");
        Report("force", Demo.Given(commands)).Traces.ShouldHaveSingleItem().Sources.ShouldHaveSingleItem().RecordId.ShouldBe("cert-2");
    }

    [Fact]
    public void Recorders_that_nobody_counted_are_reported_without_a_number() =>
        By("force", new UpdateEnforcementForce(new EnforcementForceFacts(Year, RecordersHeldBy: "乡司法所"))).ShouldBe("乡司法所配备执法记录仪，对行政执法过程进行记录。");

    [Fact]
    public void Study_says_how_often_who_studied_what() => By("study",
            new RecordStudySession(new(Period.OfDay(new(Year, 3, 1)), StudyKind.LeadershipStudy, Laws: ["宪法"])), new RecordStudySession(new(Period.OfDay(new(Year, 6, 1)), StudyKind.LeadershipStudy, Laws: ["民法典"], Topics: ["行政执法"])),
            new RecordStudySession(new(ThisYear, StudyKind.StaffTraining, 4, Attendance: 300, Source: "年终统计")), new RecordStudySession(new(ThisYear, StudyKind.BeforeMeeting, Source: "年终统计")))
        .ShouldBe("我乡组织领导班子集体学法2次，重点学习《宪法》《民法典》以及行政执法；坚持会前学法；组织干部职工法治培训4场次，培训300人次。");

    [Fact]
    public void Study_can_be_limited_to_some_kinds() => By("study:lecture",
            new RecordStudySession(new(ThisYear, StudyKind.Lecture, 4, Host: "法律顾问", Source: "年终统计")), new RecordStudySession(new(ThisYear, StudyKind.StaffTraining, 2, Source: "年终统计")))
        .ShouldBe("我乡举办法律知识讲座4场，由法律顾问主讲。");

    [Fact]
    public void Every_kind_of_study_stands_with_and_without_its_facts()
    {
        foreach (var kind in Enum.GetValues<StudyKind>())
        {
            foreach (var facts in new StudySessionFacts[]
            {
                new(ThisYear, kind, Source: "年终统计"), new(ThisYear, kind, 3, Source: "年终统计"), new(Period.OfDay(new(Year, 3, 1)), kind), new(ThisYear, kind, Topics: ["甲"], Source: "年终统计"),
                new(ThisYear, kind, 3, ["甲"], ["宪法"], 20, "司法所", ["视频"], Source: "年终统计"), new(ThisYear, kind, null, ["甲"], ["宪法"], 20, "司法所", ["视频"], Source: "年终统计"),
            })
            {
                var text = By("study", new RecordStudySession(facts));
                text.ShouldEndWith("。", customMessage: kind.ToString());
                text.ShouldContain(StudyWording.NameOf(kind));
                ReadAloudTests.Stumbles(text).ShouldBeEmpty(text);
            }
        }
    }

    [Fact]
    public void The_plan_says_what_was_held_and_what_is_overdue() => By("study",
            new PlanStudy(new(ThisYear, StudyKind.LeadershipStudy, "宪法")), new PlanStudy(new(ThisYear, StudyKind.LeadershipStudy, "行政复议法")),
            new RecordStudySession(new(Period.OfDay(new(Year, 3, 1)), StudyKind.LeadershipStudy, PlanItemId: "plan-1")))
        .ShouldBe("我乡组织领导班子集体学法1次。年度学法计划安排2项，已完成1项，到期未完成的有行政复议法。");

    [Fact]
    public void A_plan_that_was_kept_is_said_to_be() => By("study",
            new PlanStudy(new(ThisYear, StudyKind.LeadershipStudy, "宪法")), new RecordStudySession(new(Period.OfDay(new(Year, 3, 1)), StudyKind.LeadershipStudy, PlanItemId: "plan-1")))
        .ShouldBe("我乡组织领导班子集体学法1次。年度学法计划安排1项，已全部完成。");

    [Fact]
    public void A_leading_group_that_was_adjusted_says_why()
    {
        var established = new EstablishLeadingGroup("法治建设工作领导小组", new Composition(Period.OfYear(Year - 1), [new(GroupRole.Head, "乡党委书记"), new(GroupRole.OfficeDirector, "司法所所长")]));
        By("leading-groups", established).ShouldBe("我乡设有法治建设工作领导小组，由乡党委书记任组长，司法所所长任办公室主任。");
        By("leading-groups", established, new AdjustLeadingGroup(new Composition(ThisYear, [new(GroupRole.CoHead, "乡党委书记", "甲"), new(GroupRole.CoHead, "乡长")], "人事变动", "东政发〔2024〕5号")) { RecordId = "group-1" })
            .ShouldBe("结合人事变动实际，我乡及时调整法治建设工作领导小组，印发东政发〔2024〕5号，由乡党委书记甲、乡长任双组长。");
    }

    [Fact]
    public void A_contract_that_ran_during_the_year_is_reported_whenever_it_was_signed()
    {
        var contract = new SignAdviserContract(new(Period.OfYear(Year - 1), "某某律师事务所", [new("张三")], Term: new(new(Year - 1, 7, 1), new(Year, 6, 30))));
        By("adviser", contract).ShouldBe("我乡聘请某某律师事务所张三律师担任法律顾问，聘期自2023年7月1日至2024年6月30日。");
        By("adviser", new SignAdviserContract(new(ThisYear, Advisers: 1, Duties: ["审查合同。", "法律培训"]))).ShouldBe("我乡聘用法律顾问1名。法律顾问主要承担以下工作：一是审查合同；二是法律培训。");
        By("adviser", new SignAdviserContract(new(Period.OfYear(Year - 3), "某某律师事务所", Term: new(new(Year - 3, 1, 1), new(Year - 1, 12, 31))))).ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_count_the_steps_that_were_passed_by_the_cut_off() => By("decisions",
            new OpenDecision(new(Year, "农贸市场改造", InCatalogue: true)), new OpenDecision(new(Year, "集镇规划")),
            Step("decision-1", DecisionStep.PublicParticipation, 3, 1, 31), Step("decision-1", DecisionStep.LegalityReview, 4, 1, 10), Step("decision-1", DecisionStep.CollectiveDiscussion, 4, 20, 20), Step("decision-2", DecisionStep.PublicParticipation, 10, 1, 31))
        .ShouldBe("我乡全年办理重大行政决策事项2项，即“农贸市场改造”“集镇规划”，其中列入年度决策事项目录1项，履行公众参与程序2项，通过合法性审查1项，经集体讨论决定1项。");

    private static RecordDecisionStep Step(string decision, DecisionStep step, int month, int from, int to) =>
        new RecordDecisionStep(new(step, new(Year, month, from), new(Year, month, to), StepResult.Passed, "司法所")) { RecordId = decision };

    [Fact]
    public void A_profile_says_only_what_it_knows()
    {
        By("profile", new UpdateProfile(new ProfileFacts(Year, Population: new Quantity(19000, Qualifier.AtLeast, 10000)))).ShouldBe("东和乡户籍人口1.9万余人。");
        By("profile", new UpdateProfile(new ProfileFacts(Year))).ShouldBeEmpty();
        By("profile", new UpdateProfile(new ProfileFacts(Year, EthnicCommunities: [new("回族"), new("苗族", "上村", 20)]))).ShouldBe("东和乡境内居住有回族，上村居住有苗族20人。");
    }
}
