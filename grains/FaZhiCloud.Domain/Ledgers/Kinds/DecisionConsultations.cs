namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class DecisionConsultations : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("decision-consultations", "决策咨询论证", "Consultations before decisions")
    {
        Unit = "次",
        Source = "重大行政决策程序暂行条例第十九条至第二十一条",
        Fields =
        [
            new("participants", "参加人员", FieldType.Texts) { Hint = "如：专家学者、法律顾问、群众代表" },
            new("topics", "咨询事项", FieldType.Texts),
            new("adopted", "采纳建议", FieldType.Count) { Unit = "条" },
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=未开展}{name}"],
            One: ["{on}", "[{self}][邀请{participants}等]开展{name}", .. Result],
            Many: ["[{self}]全年[邀请{participants}等]开展{name}{count}", .. Result],
            Uncounted: ["[{self}][邀请{participants}等]开展{name}", .. Result]),
    };

    private static string[] Result => ["涉及{topics}", "{adopted=未采纳建议}|采纳合理化建议{adopted}"];
}
