namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class OtherMatters : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("other-matters", "其他需要报告的情况", "Other matters")
    {
        Source = "法治政府建设与责任落实督察工作规定；党政机关公文处理工作条例第十五条：报告不得夹带请示事项",
        EntryByEntry = true,
        Fields =
        [
            new("title", "事项", FieldType.Text) { Required = true, Hint = "一句话；报告不得夹带请示事项" },
            new("text", "情况或建议", FieldType.LongText),
        ],
        Wording = LedgerWording.Always("{title}", "。{text}"),
    };
}
