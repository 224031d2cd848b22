namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Litigation : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("litigation", "行政应诉与行政复议", "Litigation and reconsideration")
    {
        Unit = "件",
        Source = "行政诉讼法第三条、第六十七条；行政复议法第四十八条、第五十四条、第七十六条",
        GroupBy = ["type"],
        InOneSentence = true,
        Fields =
        [
            new("type", "类型", FieldType.Choice)
            {
                Required = true,
                Choices = [new("litigation", "行政诉讼案件", Verb: "应诉"), new("review", "行政复议案件", Verb: "答复"), new("review-simplified", "简易程序行政复议案件", Verb: "答复")],
            },
            new("repliedOn", "答辩或答复日", FieldType.Day) { Hint = "从收到起诉状或申请书副本之日起计" },
            new("appeared", "负责人出庭", FieldType.Count) { Unit = "件" },
            new("absence", "负责人未出庭的理由", FieldType.Text) { Hint = "负责人不出庭须书面说明理由，并委托工作人员出庭" },
            new("lost", "败诉或被纠正", FieldType.Count) { Unit = "件", Hint = "没有时填 0" },
            new("advisedOn", "收到行政复议意见书日", FieldType.Day),
            new("correctedOn", "改正并报告日", FieldType.Day),
        ],
        Clocks =
        [
            new("litigation.defence", "repliedOn") { Only = ("type", ["litigation"]) },
            new("review.reply", "repliedOn") { Only = ("type", ["review"]) },
            new("review.reply-simplified", "repliedOn") { Only = ("type", ["review-simplified"]) },
            new("review.correct", "correctedOn") { From = "advisedOn" },
        ],
        Rates = [new("rate", "负责人出庭应诉率", "appeared", "count")],
        Parts = [new("appeared", "count", "出庭件数超过案件数，请核对", "more appearances than cases"), new("lost", "count", "败诉件数超过案件数，请核对", "more lost than there were")],
        Wording = new(
            Zero: ["[{self}]全年{count=无}{name}"],
            One: ["{on}", "[{self}]{verb}{name}[{title:“”}]{count}", .. Result],
            Many: ["[{self}]{verb}{name}{count}", .. Result],
            Uncounted: ["[{self}]依法{verb}{name}", .. Result]),
    };

    private static string[] Result => ["负责人{appeared=未}出庭[（{absence}）]|负责人出庭{appeared}[（{absence}）]", "负责人出庭应诉率{rate}", "{lost=无败诉或被纠正案件}|败诉或被纠正{lost}"];
}
