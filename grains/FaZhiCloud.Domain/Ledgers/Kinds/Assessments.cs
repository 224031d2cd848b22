namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Assessments : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("assessments", "法治建设考核", "Assessments")
    {
        Fields =
        [
            new("scope", "考核对象", FieldType.Text) { Hint = "如：各村（社区）和站所" },
            new("programme", "纳入何种考核", FieldType.Text) { Hint = "如：年度目标责任制考核" },
            new("weight", "考核权重", FieldType.Percent),
            new("result", "结果", FieldType.Text),
        ],
        Wording = LedgerWording.Always("[{self}]将[{scope}]法治建设情况纳入{programme}|[{self}]对{scope}法治建设情况进行考核|[{self}]开展法治建设考核", "权重{weight}", "结果为{result}"),
    };
}
