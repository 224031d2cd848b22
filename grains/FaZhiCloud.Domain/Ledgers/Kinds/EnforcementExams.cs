namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class EnforcementExams : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("enforcement-exams", "行政执法资格考试", "Enforcement qualification exams")
    {
        Unit = "次",
        Source = "行政执法人员持证上岗和资格管理制度",
        Fields =
        [
            new("sat", "参考人数", FieldType.Count) { Unit = "人" },
            new("passed", "合格人数", FieldType.Count) { Unit = "人" },
            new("statedRate", "合格率", FieldType.Percent) { Hint = "仅在没有参考和合格人数时填写" },
        ],
        Rates = [new("rate", "合格率", "passed", "sat", "statedRate")],
        Parts = [new("passed", "sat", "合格人数超过参考人数，请核对", "more passed than sat")],
        Wording = new(
            Zero: ["[{self}]全年{count=未组织}{name}"],
            One: ["{on}", "[{self}]组织行政执法人员参加{name}", .. Result],
            Many: ["[{self}]全年组织行政执法人员参加{name}{count}", .. Result],
            Uncounted: ["[{self}]组织行政执法人员参加{name}", .. Result]),
    };

    private static string[] Result => ["{sat=无人参考}|参考{sat}", "{passed=无人合格}|合格{passed}", "合格率{rate}"];
}
