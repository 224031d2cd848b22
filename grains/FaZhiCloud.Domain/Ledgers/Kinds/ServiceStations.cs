namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class ServiceStations : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("service-stations", "便民服务", "Service centre and stations")
    {
        Unit = "个",
        Source = "国务院关于加快推进政务服务标准化规范化便利化的指导意见（国发〔2022〕5号）",
        GroupBy = ["type"],
        Fields =
        [
            new("type", "服务机构", FieldType.Choice)
            {
                Required = true,
                Choices = [new("centre", "便民服务中心", Verb: "规范"), new("station", "便民代办站", Verb: "升级改造")],
            },
            new("reforms", "改革事项", FieldType.Texts) { Hint = "如：最多跑一次" },
            new("places", "所在村（社区）", FieldType.Texts),
            new("windows", "服务窗口", FieldType.Texts) { Hint = "如：民政、医疗" },
            new("arrangements", "服务制度", FieldType.Texts) { Hint = "如：AB岗值守制度" },
            new("improvements", "改进措施", FieldType.Texts),
            new("handled", "办理事项", FieldType.Count) { Unit = "件" },
        ],
        Wording = new(
            Zero: ["[{self}]尚{count=未设}{name}"],
            One: ["{on}", "[{self}]{verb}[{places}等村（社区）]{name}", .. Result],
            Many: ["[{self}]深化{reforms:“”}改革", "[{self}]{verb}[{places}等村（社区）]{name}{count}", .. Result],
            Uncounted: ["[{self}]深化{reforms:“”}改革", "[{self}]{verb}[{places}等村（社区）]{name}", .. Result]),
    };

    private static string[] Result => ["设置{windows}等服务窗口", "落实{arrangements}", "{improvements}", "{handled=未办理事项}|办理便民事项{handled}"];
}
