namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Petitions : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("petitions", "信访与热线", "Petitions and hotlines")
    {
        Unit = "件",
        Source = "信访工作条例第二十条、第二十三条、第三十四条",
        GroupBy = ["type", "platform"],
        InOneSentence = true,
        Fields =
        [
            new("type", "事项类型", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("visits", "群众来信来访", "人次", Verb: "接待"),
                    new("system", "信访系统信访件", Verb: "办理"),
                    new("hotline", "12345热线工单", "条", Verb: "办理"),
                    new("platform", "网络问政留言", "条", Verb: "办理"),
                    new("cases", "信访案件", Verb: "办理"),
                    new("all", "各类信访事项", Verb: "办理"),
                    new("prevented", "越级上访", "起", Verb: "有效预防"),
                    new("mass", "群体性上访", "起", Verb: "防止"),
                    new("stabilised", "信访预警人员", "人次", Verb: "稳控"),
                ],
            },
            new("platform", "问政平台", FieldType.Text) { Hint = "仅网络问政填写，如：问政四川" },
            new("by", "接待或办理人", FieldType.Text) { Hint = "如：党政领导干部" },
            new("completed", "办结", FieldType.Count) { Hint = "与办理数同一单位" },
            new("completionRate", "办结率", FieldType.Percent) { Hint = "仅在没有办结数时填写" },
            new("informedOn", "告知受理日", FieldType.Day) { Hint = "逐件登记时填写" },
            new("finishedOn", "办结日", FieldType.Day) { Hint = "逐件登记时填写" },
            new("extendedDays", "批准延长", FieldType.Count) { Unit = "日", Hint = "信访件至多30日" },
            new("onTheSpotRate", "当场解答或引导办理占比", FieldType.Percent) { Hint = "如：\"90以上\"" },
        ],
        Rates = [new("rate", "办结率", "completed", "count", "completionRate")],
        Parts = [new("completed", "count", "办结数超过办理总数，请核对", "more completed than were received")],
        Clocks =
        [
            new("petition.inform", "informedOn") { Only = ("type", ["system", "cases"]) },
            new("petition.finish", "finishedOn") { Extension = "extendedDays", Only = ("type", ["system", "cases"]) },
            new("hotline.finish", "finishedOn") { Only = ("type", ["hotline", "platform"]) },
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=无}[{platform:“”}]{type}"],
            One: ["{on}", "[{by}][{self}]{verb}[{platform:“”}]{type}{count}", "{completed=尚未办结}|办结{completed}"],
            Many: ["[{by}][{self}]{verb}[{platform:“”}]{type}{count}", "当场解答或引导办理的占{onTheSpotRate}", "{completed=均未办结}|办结{completed}", "办结率{rate}"],
            Uncounted: ["{type}办结率{rate}|[{by}][{self}]{verb}[{platform:“”}]{type}", "当场解答或引导办理的占{onTheSpotRate}"]),
    };
}
