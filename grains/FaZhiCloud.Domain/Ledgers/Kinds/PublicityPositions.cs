namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class PublicityPositions : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("publicity-positions", "普法阵地", "Law publicity positions")
    {
        Unit = "个",
        Source = "法治宣传教育法（2025-11-01 起施行）",
        GroupBy = ["type"],
        Fields =
        [
            new("type", "阵地类型", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("column", "法治宣传栏"),
                    new("culture", "法治文化阵地"),
                    new("reading", "法律图书角"),
                    new("screen", "法治宣传电子屏", "块"),
                    new("other", "其他普法阵地"),
                ],
            },
            new("villages", "设立的村（居）数", FieldType.Count) { Unit = "个", Hint = "在多少个村（居）设有" },
            new("names", "阵地名称", FieldType.Texts) { Hint = "如：法治文化广场、法治宣传长廊" },
        ],
        Wording = new(
            Zero: ["[{self}]{count=尚未设立}{name}"],
            One: ["{on}", "[{self}][在{villages}村（居）]建成[{names}等]{name}"],
            Many: ["[{self}][在{villages}村（居）]设有[{names}等]{name}{count}"],
            Uncounted: ["[{self}][在{villages}村（居）]设有[{names}等]{name}"]),
    };
}
