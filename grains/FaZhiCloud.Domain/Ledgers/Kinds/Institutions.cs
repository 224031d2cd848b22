namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Institutions : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("institutions", "制度机制建设", "Institutions and procedures")
    {
        Source = "市县法治政府建设示范指标体系",
        GroupBy = ["area", "state"],
        Fields =
        [
            new("area", "所属工作", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("leadership", "组织领导"), new("study", "学法用法"), new("functions", "依法履职"), new("decision", "依法决策"), new("documents", "规范性文件管理"),
                    new("enforcement", "行政执法"), new("disclosure", "政务公开"), new("disputes", "矛盾纠纷化解"), new("publicity", "法治宣传教育"), new("supervision", "权力监督"),
                ],
            },
            new("state", "建设情况", FieldType.Choice)
            {
                Required = true,
                Choices = [new("established", "建立健全"), new("formulated", "制定"), new("revised", "修订完善"), new("adjusted", "及时调整"), new("implemented", "严格落实"), new("executed", "深入实施")],
            },
            new("names", "制度机制名称", FieldType.Texts) { Required = true },
            new("scope", "适用事项", FieldType.Texts) { Hint = "如：重大事项决策、大额资金使用" },
            new("detail", "主要内容", FieldType.LongText),
        ],
        Wording = LedgerWording.Always("[{self}][对{scope}]{state}{names}", "{detail}"),
    };
}
