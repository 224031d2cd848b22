namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Disclosure : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("disclosure", "政务公开", "Disclosure of information")
    {
        Unit = "条",
        Source = "政府信息公开条例第十九条、第二十六条",
        Fields =
        [
            new("laws", "贯彻的法规", FieldType.Texts) { Hint = "如：政府信息公开条例，不加书名号" },
            new("instruments", "指南、目录等公开制度", FieldType.Texts) { Hint = "如：政府信息公开指南" },
            new("aspects", "公开环节", FieldType.Texts) { Hint = "决策、执行、管理、服务、结果" },
            new("areas", "[{self}]重点公开领域", FieldType.Texts) { Hint = "如：财政预决算" },
            new("channels", "公开渠道", FieldType.Texts) { Hint = "如：政府网站" },
            new("contents", "公开内容", FieldType.Texts),
            new("supervisors", "接受谁的监督", FieldType.Texts) { Hint = "如：人大、政协、人民群众" },
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=未主动公开}政府信息"],
            One: ["{on}", "[{self}][通过{channels}]主动公开{contents}|[{self}]主动公开政府信息", "接受{supervisors}监督"],
            Many: [.. System, "[{self}][通过{channels}]主动公开{contents}等{count}|[{self}][通过{channels}]主动公开政府信息{count}", "自觉接受{supervisors}监督"],
            Uncounted: [.. System, "[{self}][通过{channels}]公开{contents}等政府信息|[{self}][通过{channels}]公开政府信息", "自觉接受{supervisors}监督"]),
    };

    private static string[] System => ["[{self}]贯彻{laws:《》}", "[{self}]完善{instruments}", "[{self}]推进{aspects}公开", "[{self}]重点公开{areas}等领域信息"];
}
