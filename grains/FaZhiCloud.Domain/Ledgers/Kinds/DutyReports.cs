namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class DutyReports : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("duty-reports", "述法", "Reports on legal duties")
    {
        Unit = "名",
        Source = "党政主要负责人履行推进法治建设第一责任人职责规定第七条",
        GroupBy = ["who"],
        InOneSentence = true,
        Fields =
        [
            new("who", "述法人员", FieldType.Choice)
            {
                Required = true,
                Choices = [new("heads", "党政主要负责人"), new("members", "班子成员"), new("village-secretaries", "村（社区）党组织书记"), new("station-heads", "站所负责人")],
            },
            new("form", "方式", FieldType.Choice) { Choices = [new("oral", "现场"), new("written", "书面"), new("both", "现场和书面")] },
            new("commented", "书记点评", FieldType.Count) { Unit = "人次" },
        ],
        Wording = new(
            Zero: ["[{self}]全年{count=无}{name}述法"],
            One: ["{on}", "{count}{name}[{form}]述法", "党委书记点评{commented}"],
            Many: ["{count}{name}[{form}]述法", "党委书记点评{commented}"],
            Uncounted: ["{name}[{form}]述法", "党委书记点评{commented}"]),
    };
}
