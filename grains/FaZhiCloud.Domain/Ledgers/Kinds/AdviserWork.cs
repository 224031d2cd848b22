namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class AdviserWork : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("adviser-work", "法律顾问工作", "Work of the legal adviser")
    {
        Unit = "件",
        Source = "关于推行法律顾问制度和公职律师公司律师制度的意见（中办发〔2016〕30号）",
        GroupBy = ["duty"],
        Fields =
        [
            new("duty", "工作事项", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("review", "重大行政决策合法性审查", Verb: "参与"),
                    new("document", "法律事务文书审查", Verb: "开展"),
                    new("contract", "合同协议审查", Verb: "开展"),
                    new("dispute", "矛盾纠纷调处和案件代理", Verb: "参与"),
                    new("training", "法律培训", "场", Verb: "开展"),
                    new("consultation", "法律咨询", Verb: "提供"),
                ],
            },
            new("opinions", "提出法律意见", FieldType.Count) { Unit = "条" },
            new("documents", "出具文书", FieldType.Texts) { Hint = "如：法律意见书" },
        ],
        Wording = new(
            Zero: ["法律顾问全年{count=未}{verb}{name}"],
            One: ["{on}", "法律顾问{verb}{name}", .. Result],
            Many: ["法律顾问{verb}{name}{count}", .. Result],
            Uncounted: ["法律顾问{verb}{name}", .. Result]),
    };

    private static string[] Result => ["出具{documents}", "{opinions=未提出法律意见}|提出法律意见{opinions}"];
}
