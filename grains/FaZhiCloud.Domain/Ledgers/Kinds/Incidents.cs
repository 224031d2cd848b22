namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Incidents : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("incidents", "重大损失、事故和侵害利益行为", "Serious incidents")
    {
        Unit = "起",
        Source = "安全生产法；生产安全事故报告和调查处理条例",
        Fields =
        [
            new("kinds", "事件类型", FieldType.Texts) { Required = true, Hint = "如：重大安全事故；没有发生时件数填 0" },
            new("handling", "处置情况", FieldType.LongText),
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=未发生}{kinds}"],
            One: ["{on}", "[{self}]发生{kinds}", "{handling}"],
            Many: ["[{self}]全年发生{kinds}{count}", "{handling}"],
            Uncounted: ["[{self}]发生{kinds}", "{handling}"]),
    };
}
