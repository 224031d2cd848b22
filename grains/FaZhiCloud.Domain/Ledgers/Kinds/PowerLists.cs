namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class PowerLists : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("power-lists", "权责清单", "Lists of powers and duties")
    {
        Unit = "项",
        Source = "乡镇（街道）履行职责事项清单（2025 年全国完成）；此前为政府权力清单、责任清单",
        Fields =
        [
            new("lists", "清单名称", FieldType.Texts) { Required = true, Hint = "如：履行职责事项清单" },
            new("categories", "权力类别", FieldType.Texts) { Hint = "如：行政许可、行政处罚" },
            new("detail", "管理要求", FieldType.LongText),
        ],
        Wording = new(
            Zero: ["[{self}]建立{lists}管理制度", "清单{count=未列入}事项"],
            One: ["{on}", "[{self}]公布{lists}", "{detail}"],
            Many: ["[{self}]建立{lists}管理制度", "按{categories}等类别梳理事项{count}|列明事项{count}", "{detail}"],
            Uncounted: ["[{self}]建立{lists}管理制度", "按{categories}等类别进行梳理规范", "{detail}"]),
    };
}
