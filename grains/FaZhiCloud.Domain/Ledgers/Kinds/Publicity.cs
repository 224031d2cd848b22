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
                    new("campaign", "主题日法治宣传活动"),
                    new("seven-entries", "“法律七进”活动"),
                    new("outreach", "法治宣传活动", "次"),
                    new("department", "部门普法宣传活动"),
                    new("culture", "法治文化活动"),
                ],
            },
            new("days", "宣传日", FieldType.Texts) { Hint = "如：3.15、6.26、12.4" },
            new("laws", "宣传的法律法规", FieldType.Texts),
            new("themes", "宣传主题", FieldType.Texts),
            new("means", "宣传方式", FieldType.Texts),
            new("materials", "发放宣传资料", FieldType.Count) { Unit = "份" },
            new("consultations", "解答法律咨询", FieldType.Count) { Unit = "人次" },
            new("people", "受教育群众", FieldType.Count) { Unit = "人次" },
        ],
        Wording = new(
            Zero: ["未开展{name}"],
            One: ["{on}", "围绕{laws:《》}", "结合{days:“”}宣传日", "以{themes}为主题", "开展{name}{title:“”}", "通过{means}", "发放宣传资料{materials}", "解答群众咨询{consultations}", "受教育群众{people}"],
            Many: ["结合{days:“”}等宣传日", "围绕{laws:《》}", "以{themes}为主题", "通过{means}", "开展{name}{count}", "发放宣传资料{materials}", "解答群众咨询{consultations}", "受教育群众{people}"],
            Uncounted: ["结合{days:“”}等宣传日", "围绕{laws:《》}", "以{themes}为主题", "通过{means}开展{name}", "发放宣传资料{materials}", "解答群众咨询{consultations}", "受教育群众{people}"]),
    };
}
