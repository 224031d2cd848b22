using FaZhiCloud.Domain;

namespace FaZhiCloud.Testing;

/// <summary>
/// Turns random numbers into commands that make sense in a state: mostly ones that are carried out, some that are refused.
/// A script that fails shrinks to a short list of numbers.
/// </summary>
internal static class CommandScript
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly Func<TownshipState, int, Command>[] Makers =
    [
        (_, n) => new UpdateProfile(new(2020 + n % 5, Villages: n % 40, Population: new Quantity(19_000 + n, Qualifier.AtLeast, 10_000), Industries: ["种植业"])),
        (_, n) => new EstablishLeadingGroup($"领导小组{n % 7}", Composition(n, null)),
        (state, n) => new AdjustLeadingGroup(Composition(n + 400, "人事变动")) { RecordId = Pick<LeadingGroup>(state, n) },
        (state, n) => new DissolveLeadingGroup(Period.OfDay(Day.AddDays(n)), "机构改革") { RecordId = Pick<LeadingGroup>(state, n) },
        (_, n) => new SignAdviserContract(new(Period.OfDay(Day), $"律所{n}", [new("张某")], 1, ["出具法律意见"], n % 3 == 0 ? null : new(Day, Day.AddDays(n)))),
        (state, n) => new RenewAdviserContract(Day.AddDays(n * 3), Day.AddDays(n * 3 + 365)) { RecordId = Pick<AdviserContract>(state, n) },
        (state, n) => new EndAdviserContract(Day.AddDays(n), "律所注销") { RecordId = Pick<AdviserContract>(state, n) },
        (_, n) => new AppointOfficer(new($"李{n}", "队员", OnQuota: n % 9 != 0)),
        (state, n) => new CorrectOfficer(new($"李某{n}"), "录入有误") { RecordId = Pick<EnforcementOfficer>(state, n) },
        (state, n) => new ReleaseOfficer(Day.AddDays(n), "调离") { RecordId = Pick<EnforcementOfficer>(state, n) },
        (_, n) => new UpdateEnforcementForce(new(2020 + n % 5, "综合行政执法队", 12, n % 15, Source: "年报")),
        (state, n) => new RegisterCertificate(Pick<EnforcementOfficer>(state, n), $"川N{n % 60}", Day.AddDays(n % 50), Day.AddDays(n % 50 + n % 400)),
        (state, n) => new RenewCertificate(Day.AddDays(n), Day.AddDays(n + 1800), n % 2 == 0 ? $"川N{n % 90}" : null) { RecordId = Pick<Certificate>(state, n) },
        (state, n) => new ReportCertificateLost(Day.AddDays(n), "遗失") { RecordId = Pick<Certificate>(state, n) },
        (state, n) => new SurrenderCertificate(Day.AddDays(n), "调离") { RecordId = Pick<Certificate>(state, n) },
        (_, n) => new PlanStudy(new(PeriodOf(n), (StudyKind)(n % 12), $"专题{n}")),
        (state, n) => new ChangeStudyPlan(new(PeriodOf(n + 1), StudyKind.Lecture, $"改{n}"), "改期") { RecordId = Pick<StudyPlanItem>(state, n) },
        (state, n) => new RecordStudySession(new(Period.OfDay(Day.AddDays(n % 300)), (StudyKind)(n % 12), Topics: ["宪法"], Laws: ["民法典"], Attendance: n, PlanItemId: n % 2 == 0 ? null : Pick<StudyPlanItem>(state, n))),
        (_, n) => new RecordStudySession(new(Period.OfYear(2026), StudyKind.StaffStudy, new Quantity(n, Qualifier.AtLeast), Source: "统计")),
        (state, n) => Pick<StudySession>(state, n) is var id && state.Find(id) is StudySession session
            ? new CorrectStudySession(session.Facts with { Attendance = n }, "核实") { RecordId = id }
            : new VoidRecord("无") { RecordId = id },
        (_, n) => new OpenDecision(new(2026, $"事项{n}", n % 2 == 0, n % 3 == 0, n % 5 == 0)),
        (state, n) => new RecordDecisionStep(new((DecisionStep)(n % 5), Day.AddDays(n % 5 * 40), Day.AddDays(n % 5 * 40 + 32), n % 7 == 0 ? StepResult.Failed : StepResult.Passed, "法律顾问")) { RecordId = Pick<MajorDecision>(state, n) },
        (_, n) => new RecordLedgerEntry("publicity", Publicity(n)),
        (_, n) => new RecordLedgerEntry("mediation", new(Period.OfYear(2026), new Dictionary<string, FieldValue> { ["type"] = FieldValue.Of("people"), ["succeeded"] = FieldValue.Of(new Quantity(n % 50)) }, n % 60, Source: "统计")),
        (state, n) => new CorrectLedgerEntry(Publicity(n + 1), "核实") { RecordId = Pick<LedgerEntry>(state, n) },
        (_, n) => new WriteProse(2020 + n % 5, n % 2 == 0 ? "opening" : "study", $"文字{n}\n第二段"),
        (state, n) => new VoidRecord("重复登记") { RecordId = Pick<TownshipRecord>(state, n) },
        (_, n) => new ImportFacts(new(2026, Officers: [new($"王{n}"), new($"赵{n}")], Certificates: [new($"王{n}", $"豫{n}", Day, Day.AddDays(n + 1))], StudySessions: [new(Period.OfDay(Day), StudyKind.Lecture)])),
    ];

    /// <summary>How many kinds of command there are.</summary>
    public static int Kinds => Makers.Length;

    /// <summary>The command for a number; the same number may mean another record in another state.</summary>
    public static Command Make(TownshipState state, int code)
    {
        var n = Math.Abs(code % 1_000_000);
        return Makers[n % Makers.Length](state, n / Makers.Length);
    }

    private static string Pick<T>(TownshipState state, int n)
        where T : TownshipRecord
    {
        var all = state.All.OfType<T>().ToList();
        return all.Count == 0 ? "none-1" : all[n % all.Count].Id;
    }

    private static Composition Composition(int n, string? reason) =>
        new(Period.OfDay(Day.AddDays(n)), [new(GroupRole.Head, "党委书记"), new(GroupRole.Deputy, "乡长", "王某"), new(GroupRole.Member, "各村党支部书记")], reason, $"某发〔2026〕{n}号");

    private static Period PeriodOf(int n) => Period.TryParse((n % 3) switch { 0 => $"2026-Q{n % 4 + 1}", 1 => $"2026-{n % 12 + 1:00}", _ => "2026-09-15" }, out var period) ? period : Period.OfYear(2026);

    private static LedgerEntryFacts Publicity(int n) => new(
        Period.OfDay(Day.AddDays(n % 300)),
        new Dictionary<string, FieldValue> { ["form"] = FieldValue.Of("campaign"), ["laws"] = FieldValue.Of(["宪法", $"法{n}"]), ["materials"] = FieldValue.Of(new Quantity(n, Qualifier.AtLeast)) },
        Title: $"宣传{n}");
}
