namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Mediation : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("mediation", "矛盾纠纷调解", "Dispute mediation")
    {
        Unit = "件",
        Source = "人民调解法；人民调解工作若干规定第三十三条",
        GroupBy = ["type"],
        Fields =
        [
            new("type", "调解类型", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("all", "各类矛盾纠纷"),
                    new("complex", "复杂或较大的矛盾纠纷", "起"),
                    new("people", "人民调解"),
                    new("administrative", "行政调解"),
                    new("other", "其他各类矛盾纠纷"),
                ],
            },
            new("succeeded", "调解成功", FieldType.Count) { Unit = "件" },
            new("successRate", "调解成功率", FieldType.Percent) { Hint = "仅在没有成功件数时填写" },
            new("by", "调解组织", FieldType.Text) { Hint = "如：镇、村两级人民调解委员会" },
            new("mechanisms", "工作机制", FieldType.Texts),
        ],
        Rates = [new("rate", "调解成功率", "succeeded", "count", "successRate")],
        Parts = [new("succeeded", "count", "调解成功数超过调解总数，请核对", "more succeeded than were mediated")],
        Wording = new(
            Zero: ["未发生{name}案件"],
            One: ["{on}", "{by}办理{name}{count}", "调解成功{succeeded}", "成功率{rate}"],
            Many: ["健全{mechanisms:“”}机制", "{by}化解{name}{count}", "调解成功{succeeded}", "调解成功率{rate}"],
            Uncounted: ["健全{mechanisms:“”}机制", "及时调解{name}"]),
    };
}
