namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class PlanItems : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("plan-items", "下一年度安排", "Plan for the next year")
    {
        Source = "法治政府建设与责任落实督察工作规定：年度报告应写明下一年度主要安排",
        EntryByEntry = true,
        Fields =
        [
            new("title", "工作", FieldType.Text) { Required = true, Hint = "一句话；记入制定安排的年度" },
            new("text", "具体安排", FieldType.LongText),
        ],
        Wording = LedgerWording.Always("{title}", "。{text}"),
    };
}
