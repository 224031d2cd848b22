namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Problems : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("problems", "存在的问题", "Problems, causes and measures")
    {
        Source = "法治政府建设与责任落实督察工作规定：年度报告应写明存在的不足和原因",
        EntryByEntry = true,
        Fields =
        [
            new("title", "问题", FieldType.Text) { Required = true, Hint = "一句话" },
            new("problem", "具体表现", FieldType.LongText),
            new("cause", "原因", FieldType.LongText) { Hint = "没有填写时报告中显示待填" },
            new("measure", "已采取的整改措施", FieldType.LongText),
        ],
        Wording = LedgerWording.Always("{title}", "。{problem}", "。原因在于{cause!}", "。针对这一问题，{measure}"),
    };
}
