namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class LegalityReviews : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("legality-reviews", "合法性审查", "Legality reviews")
    {
        Unit = "项",
        Source = "重大行政决策程序暂行条例第二十五条；国办发〔2018〕115号",
        GroupBy = ["subject"],
        Fields =
        [
            new("subject", "审查对象", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("decision", "重大行政决策事项"),
                    new("document", "行政规范性文件", "件"),
                    new("contract", "合同协议", "份"),
                    new("other", "其他涉法事项"),
                ],
            },
            new("by", "审查主体", FieldType.Texts) { Hint = "如：法律顾问、司法所" },
            new("disputes", "因决策不当引发的社会矛盾和问题", FieldType.Count) { Unit = "例", Hint = "没有发生时填 0" },
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=无需要合法性审查的}{name}"],
            One: ["{on}", "[{self}][由{by}]对{name}[{title:“”}]进行合法性审查", .. Result],
            Many: ["[{self}][由{by}]对{count}{name}进行合法性审查", .. Result],
            Uncounted: ["[{self}][由{by}]对{name}进行合法性审查", .. Result]),
    };

    private static string[] Result => ["{disputes=无一例}因决策不当引发的社会矛盾和问题|因决策不当引发社会矛盾和问题{disputes}"];
}
