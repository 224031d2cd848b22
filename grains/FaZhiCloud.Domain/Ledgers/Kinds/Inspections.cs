namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Inspections : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("inspections", "监督检查与整改", "Inspections and rectification")
    {
        Unit = "次",
        Source = "法治政府建设与责任落实督察工作规定；行政执法监督条例（2026-02-01 起施行）",
        GroupBy = ["type"],
        Verb = "开展",
        InOneSentence = true,
        Fields =
        [
            new("type", "检查类型", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("general", "法治建设监督检查"),
                    new("enforcement", "行政执法监督检查"),
                    new("case-review", "行政执法案卷评查"),
                    new("on-site", "行政执法现场监督"),
                    new("disclosure", "政务公开检查"),
                    new("other", "其他专项检查"),
                ],
            },
            new("by", "检查单位", FieldType.Text),
            new("problems", "发现问题", FieldType.Count) { Unit = "个" },
            new("named", "问题名称", FieldType.Texts) { Hint = "逐一写明，便于跟踪整改" },
            new("rectified", "完成整改", FieldType.Count) { Unit = "个" },
        ],
        Parts = [new("rectified", "problems", "整改数超过发现的问题数，请核对", "more rectified than were found")],
        Wording = new(
            Zero: ["[{self}]全年{count=未开展}{name}"],
            One: ["{on}", "[{by}][{self}]{verb}{name}", .. Findings],
            Many: ["[{by}][{self}]{verb}{name}{count}", .. Findings],
            Uncounted: ["[{by}][{self}]{verb}{name}", .. Findings]),
    };

    private static string[] Findings =>
    [
        "{problems=未发现问题}"
        + "|发现问题{problems}[（{named}）]，{rectified=尚未完成整改}"
        + "|发现问题{problems}[（{named}）][，已完成整改{rectified}]"
        + "|发现{named}等问题[，已完成整改{rectified}]|已完成整改问题{rectified}",
    ];
}
