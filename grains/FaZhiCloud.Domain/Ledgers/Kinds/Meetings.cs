namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Meetings : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("meetings", "专题会议", "Meetings on rule of law")
    {
        Unit = "次",
        Source = "党政主要负责人履行推进法治建设第一责任人职责规定",
        GroupBy = ["type"],
        Fields =
        [
            new("type", "会议类型", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("special", "法治建设专题会议"),
                    new("party", "法治建设工作党委专题会议"),
                    new("leadership", "领导班子会议"),
                    new("governance", "社会治理工作例会"),
                    new("other", "其他相关会议"),
                ],
            },
            new("frequency", "召开频次", FieldType.Text) { Hint = "没有次数时填写，如：定期、多次" },
            new("topics", "研究事项", FieldType.Texts),
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=未召开}{name}"],
            One: ["{on}", "[{self}]召开{name}", "研究{topics}"],
            Many: ["[{self}]全年[{frequency}]召开{name}{count}", "研究{topics}"],
            Uncounted: ["[{self}][{frequency}]召开{name}", "研究{topics}"]),
    };
}
