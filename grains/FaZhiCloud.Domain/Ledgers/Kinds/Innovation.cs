namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Innovation : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("innovation", "创新做法", "Innovations")
    {
        EntryByEntry = true,
        Fields =
        [
            new("title", "做法", FieldType.Text) { Required = true, Hint = "一句话" },
            new("mechanisms", "载体或机制", FieldType.Texts) { Hint = "名称，不加引号" },
            new("tasks", "承担的任务", FieldType.Texts),
            new("text", "内容和成效", FieldType.LongText),
        ],
        Wording = LedgerWording.Always("{title}", "。推行{mechanisms:“”}[，承担{tasks}等任务]", "。{text}"),
    };
}
