namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class EnforcementReviews : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("enforcement-reviews", "行政执法三项制度", "Three systems of enforcement")
    {
        Unit = "件",
        Source = "行政处罚法第四十七条、第五十八条；国办发〔2018〕118号",
        Fields =
        [
            new("systems", "落实的制度", FieldType.Texts) { Hint = "如：行政执法公示制度" },
            new("channels", "执法公示渠道", FieldType.Texts) { Hint = "如：政府网站、政务服务大厅" },
            new("reviewed", "经法制审核的重大执法决定", FieldType.Count) { Hint = "不超过作出的重大执法决定数" },
            new("reviewRate", "法制审核率", FieldType.Percent) { Hint = "仅在没有件数时填写" },
        ],
        Rates = [new("rate", "重大执法决定法制审核率", "reviewed", "count", "reviewRate")],
        Parts = [new("reviewed", "count", "法制审核数超过重大执法决定数，请核对", "more reviewed than were decided")],
        Wording = new(
            Zero: [.. System, "全年{count=未作出}重大执法决定"],
            One: ["{on}", "[{self}]作出重大执法决定[{title:“”}]", "{reviewed=未经法制审核}|经法制审核{reviewed}"],
            Many: [.. System, "作出重大执法决定{count}", "{reviewed=均未经法制审核}|经法制审核{reviewed}", "重大执法决定法制审核率{rate}"],
            Uncounted: [.. System, "重大执法决定法制审核率{rate}"]),
    };

    private static string[] System => ["[{self}]全面推行{systems}|[{self}]推行行政执法“三项制度”", "通过{channels}公示执法信息"];
}
