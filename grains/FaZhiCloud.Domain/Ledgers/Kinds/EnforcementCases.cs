namespace FaZhiCloud.Domain.Ledgers.Kinds;

/// <summary>Cases in outline: the files themselves lie in the enforcement system.</summary>
internal sealed class EnforcementCases : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("enforcement-cases", "行政执法案件", "Enforcement cases")
    {
        Unit = "件",
        Source = "行政处罚法第四十二条、第六十条、第六十一条；国办发〔2018〕118号",
        GroupBy = ["type"],
        Verb = "办理",
        InOneSentence = true,
        Fields =
        [
            new("type", "案件类型", FieldType.Choice)
            {
                Required = true,
                Choices = [new("penalty", "行政处罚案件"), new("compulsion", "行政强制案件"), new("licence", "行政许可事项", "项"), new("joint", "联合执法", "次", Verb: "开展"), new("stationed", "驻站执法", "次", Verb: "开展")],
            },
            new("officers", "执法人员", FieldType.Texts) { Hint = "不少于两人，均须持有效证件" },
            new("decidedOn", "决定日", FieldType.Day),
            new("deliveredOn", "送达日", FieldType.Day),
            new("publishedOn", "公示日", FieldType.Day),
            new("fine", "罚款", FieldType.Count) { Unit = "元" },
            new("reviewed", "经法制审核", FieldType.Count) { Hint = "重大执法决定" },
        ],
        Clocks =
        [
            new("case.decide", "decidedOn") { Only = ("type", ["penalty"]) },
            new("case.deliver", "deliveredOn") { From = "decidedOn", Only = ("type", ["penalty"]) },
            new("case.publish", "publishedOn") { From = "decidedOn", Only = ("type", ["penalty", "licence"]) },
            new("case.publish-other", "publishedOn") { From = "decidedOn", Only = ("type", ["compulsion"]) },
        ],
        Parts = [new("reviewed", "count", "审核数超过案件数，请核对", "more reviewed than there were cases")],
        Wording = new(
            Zero: ["[{self}]全年{count=未办理}{name}"],
            One: ["{on}", "[{self}]{verb}{name}[{title:“”}]{count}", .. Result],
            Many: ["[{self}]{verb}{name}{count}", .. Result],
            Uncounted: ["[{self}]{verb}{name}", .. Result]),
    };

    private static string[] Result => ["罚款{fine}", "其中经法制审核{reviewed}"];
}
