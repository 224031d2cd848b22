namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class DisclosureRequests : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("disclosure-requests", "依申请公开", "Requests for information")
    {
        Unit = "件",
        Verb = "办理",
        Source = "政府信息公开条例第三十条、第三十二条、第三十三条",
        Fields =
        [
            new("answeredOn", "答复日", FieldType.Day) { Hint = "从收到申请之日起二十个工作日内" },
            new("extendedDays", "批准延长", FieldType.Count) { Unit = "个工作日", Hint = "至多20个工作日" },
            new("answered", "答复", FieldType.Count) { Hint = "与件数同一单位" },
        ],
        Clocks = [new("disclosure.answer", "answeredOn") { Extension = "extendedDays" }],
        Rates = [new("rate", "按期答复率", "answered", "count")],
        Parts = [new("answered", "count", "答复件数超过受理件数，请核对", "more answered than were received")],
        Wording = new(
            Zero: ["[{self}]全年{count=未收到}政府信息公开申请"],
            One: ["{on}", "[{self}]{verb}政府信息公开申请{count}"],
            Many: ["[{self}]{verb}政府信息公开申请{count}", "答复{answered}", "按期答复率{rate}"],
            Uncounted: ["[{self}]依法{verb}政府信息公开申请"]),
    };
}
