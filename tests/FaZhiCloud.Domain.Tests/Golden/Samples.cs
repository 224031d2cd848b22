namespace FaZhiCloud.Domain.Tests.Golden;

/// <summary>One event of each type, as a user would cause it.</summary>
internal static class Samples
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly Composition Composition = new(Period.OfDay(Day), [new(GroupRole.CoHead, "党委书记", "王某"), new(GroupRole.CoHead, "乡长"), new(GroupRole.OfficeDirector, "司法所所长")], "人事变动", "某发〔2026〕5号");

    private static readonly StudySessionFacts Session = new(
        Period.OfDay(Day), StudyKind.LeadershipStudy, 1, ["宪法学习"], ["宪法", "民法典"], new Quantity(20, Qualifier.AtLeast), "党委书记", ["学习强国"], "plan-3", "签到表");

    private static readonly LedgerEntryFacts Entry = new(
        Period.OfYear(2026), new Dictionary<string, FieldValue> { ["form"] = FieldValue.Of("campaign"), ["laws"] = FieldValue.Of(["宪法"]), ["materials"] = FieldValue.Of(new Quantity(19_000, Qualifier.AtLeast, 10_000)) },
        8, "宪法宣传周", "年终统计", ["entry-4"]);

    public static readonly IReadOnlyList<TownshipEvent> All =
    [
        new ProfileUpdated("profile.2026", new(2026, 31, 11, "行政村", new Quantity(19_000, Qualifier.AtLeast, 10_000), 15, 858, new Quantity(25_000, Qualifier.AtLeast), "汉族", [new("回族", "东和村", 270)], ["种植业"], "五办、一站、两中心", 51, 49, ["水库灌区"], ["东和村"])),
        new LeadingGroupEstablished("group-1", "法治建设工作领导小组", Composition),
        new LeadingGroupAdjusted("group-1", Composition),
        new LeadingGroupDissolved("group-1", Period.OfDay(Day), "机构改革"),
        new AdviserContractSigned("adviser-1", new(Period.OfYear(2026), "某律师事务所", [new("张某", "15101202010000000")], 1, ["出具法律意见"], new(Day, Day.AddYears(1)))),
        new AdviserContractRenewed("adviser-1", new(Day.AddYears(1), Day.AddYears(2))),
        new AdviserContractEnded("adviser-1", Day, "律所注销"),
        new OfficerAppointed("officer-1", new("李某", "队员", "综合行政执法队", true)),
        new OfficerCorrected("officer-1", new("李某某"), "录入有误"),
        new OfficerReleased("officer-1", Day, "调离"),
        new CertificateRegistered("cert-2", "officer-1", "李某", "县司法局", new("川N13240001", Day, Day.AddYears(5))),
        new CertificateRenewed("cert-2", new("川N13240002", Day.AddYears(5), Day.AddYears(10))),
        new CertificateLost("cert-2", Day, "遗失"),
        new CertificateSurrendered("cert-2", Day, "调离"),
        new EnforcementForceUpdated("force.2026", new(2026, "综合行政执法队", 12, 12, "乡长", "政法委员", 3, 3, 5, new Quantity(70, Qualifier.AtLeast), 4, "司法所", "年终统计")),
        new StudyPlanned("plan-3", new(Period.OfYear(2026), StudyKind.Lecture, "民法典", "司法所")),
        new StudyPlanChanged("plan-3", new(Period.OfDay(Day), StudyKind.CourtHearing, "旁听庭审"), "改期"),
        new StudySessionRecorded("session-5", Session),
        new StudySessionCorrected("session-5", Session, "核实人数"),
        new DecisionOpened("decision-6", new(2026, "集镇供水改造", true, true, true)),
        new DecisionStepRecorded("decision-6", new(DecisionStep.LegalityReview, Day, Day.AddDays(9), StepResult.Passed, "法律顾问张某", "合法", "应急")),
        new LedgerEntryRecorded("entry-7", "publicity", Entry),
        new LedgerEntryCorrected("entry-7", Entry, "核实"),
        new ProseWritten("prose.2026.opening", 2026, "opening", "第一段\n第二段"),
        new RecordVoided("entry-7", "重复登记"),
    ];
}
