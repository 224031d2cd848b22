namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class LegalGuides : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("legal-guides", "法律明白人与普法队伍", "Law-versed villagers and publicity teams")
    {
        Unit = "名",
        GroupBy = ["type"],
        InOneSentence = true,
        Fields =
        [
            new("type", "队伍", FieldType.Choice)
            {
                Required = true,
                Choices = [new("guides", "“法律明白人”", Verb: "培养"), new("teams", "普法小分队", "支", Verb: "组建"), new("households", "学法用法示范户", "户", Verb: "培育"), new("volunteers", "普法志愿者", Verb: "组织")],
            },
            new("trained", "参加培训", FieldType.Count) { Unit = "人次" },
        ],
        Wording = new(
            Zero: ["[{self}]{count=尚无}{name}"],
            One: ["{on}", "[{self}]{verb}{name}{count}", "参加培训{trained}"],
            Many: ["[{self}]{verb}{name}{count}", "参加培训{trained}"],
            Uncounted: ["[{self}]{verb}{name}", "参加培训{trained}"]),
    };
}
