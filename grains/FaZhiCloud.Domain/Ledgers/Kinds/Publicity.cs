namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Publicity : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("publicity", "普法活动", "Law publicity")
    {
        Unit = "场次",
        Source = "法治宣传教育法（2025-11-01 起施行）；“谁执法谁普法”普法责任制",
        GroupBy = ["form"],
        Fields =
        [
            new("form", "活动形式", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("daily", "日常法治宣传"),
                    new("campaign", "集中法治宣传"),
                    new("seven-entries", "“法律七进”活动"),
                    new("outreach", "法治宣传活动", "次"),
                    new("department", "部门普法宣传活动"),
                    new("culture", "法治文化活动"),
                ],
            },
            new("by", "开展单位", FieldType.Text) { Hint = "如：乡机关及各站所；不填即本单位" },
            new("days", "宣传日", FieldType.Texts) { Hint = "如：3.15、6.26、12.4" },
            new("programme", "宣传日名称", FieldType.Text) { Hint = "如：1+10" },
            new("occasions", "结合的活动", FieldType.Texts) { Hint = "如：领导干部接访日、坝坝会" },
            new("laws", "宣传的法律法规", FieldType.Texts) { Hint = "不加书名号" },
            new("themes", "宣传主题", FieldType.Texts),
            new("means", "宣传方式", FieldType.Texts) { Hint = "如：广播、标语、宣讲" },
            new("materialKinds", "资料内容", FieldType.Texts) { Hint = "如：宪法读本、禁毒、反电信网络诈骗" },
            new("materials", "发放宣传资料", FieldType.Count) { Unit = "份" },
            new("consultations", "解答法律咨询", FieldType.Count) { Unit = "人次" },
            new("people", "受教育群众", FieldType.Count) { Unit = "人次" },
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=未开展}{name}"],
            One: ["{on}", .. Content, "[{by}][{self}][通过{means}等方式]开展{name}[{title:“”}]", .. Result],
            Many: [.. Content, "[{by}][{self}][通过{means}等方式]开展{name}{count}", .. Result],
            Uncounted: [.. Content, "[{by}][{self}][通过{means}等方式]开展{name}", .. Result]),
    };

    private static string[] Content => ["结合{days:“”}[等{programme:“”}]宣传日|结合{programme:“”}宣传日", "依托{occasions}等活动", "以{laws:《》}为重点内容", "围绕{themes}等主题"];

    private static string[] Result => ["{materials=未发放}宣传资料|发放[{materialKinds}等]宣传资料{materials}|发放{materialKinds}等宣传资料", "{consultations=未接到}群众法律咨询|解答群众法律咨询{consultations}", "{people=无}群众参加|受教育群众{people}"];
}
