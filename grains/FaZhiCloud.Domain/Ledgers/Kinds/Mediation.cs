namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Mediation : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("mediation", "矛盾纠纷调解", "Dispute mediation")
    {
        Unit = "件",
        Source = "人民调解法；人民调解工作若干规定第三十三条",
        GroupBy = ["type"],
        InOneSentence = true,
        Fields =
        [
            new("type", "调解类型", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("all", "各类矛盾纠纷", Verb: "排查化解"),
                    new("people", "人民调解", Verb: "开展"),
                    new("complex", "复杂或较大的矛盾纠纷", "起", Verb: "调解"),
                    new("other", "其他各类矛盾纠纷", Verb: "调处"),
                    new("administrative", "行政调解", Verb: "开展"),
                ],
            },
            new("succeeded", "调解成功", FieldType.Count) { Hint = "与调解数同一单位" },
            new("successRate", "调解成功率", FieldType.Percent) { Hint = "仅在没有成功件数时填写" },
            new("by", "调解组织", FieldType.Text) { Hint = "如：镇、村两级人民调解委员会" },
            new("finishedOn", "调解结束日", FieldType.Day) { Hint = "逐件登记时填写" },
            new("mechanisms", "工作机制", FieldType.Texts) { Hint = "如：大调解" },
        ],
        Rates = [new("rate", "调解成功率", "succeeded", "count", "successRate")],
        Parts = [new("succeeded", "count", "调解成功数超过调解总数，请核对", "more succeeded than were mediated")],
        Clocks = [new("mediation.finish", "finishedOn")],
        Wording = new(
            Zero: ["[{self}]全年{count=没有}{name}案件"],
            One: ["{on}", "[{by}][{self}]{verb}{name}{count}", "{succeeded=未调解成功}|调解成功{succeeded}"],
            Many: ["[{self}]完善{mechanisms:“”}机制", "[{by}][{self}]{verb}{name}{count}", "{succeeded=均未调解成功}|调解成功{succeeded}", "调解成功率{rate}"],
            Uncounted: ["[{self}]完善{mechanisms:“”}机制", "[{by}][{self}]{verb}{name}", "调解成功率{rate}"]),
    };
}
