namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Responsibility : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("responsibility", "第一责任人履职", "First responsible persons")
    {
        Source = "党政主要负责人履行推进法治建设第一责任人职责规定",
        EntryByEntry = true,
        Fields =
        [
            new("title", "履职事项", FieldType.Text) { Required = true, Hint = "一句话" },
            new("text", "履职情况", FieldType.LongText),
            new("practices", "做到的事项", FieldType.Texts) { Hint = "如：重要工作亲自部署" },
            new("basis", "依据或要求", FieldType.Texts) { Hint = "文件名称，不加书名号" },
        ],
        Wording = LedgerWording.Always("{title}", "。按照{basis:《》}的要求，{text}|{text}", "做到{practices}"),
    };
}
