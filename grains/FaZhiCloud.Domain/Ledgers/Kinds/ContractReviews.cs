namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class ContractReviews : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("contract-reviews", "合同审核", "Contracts reviewed")
    {
        Unit = "份",
        Verb = "审核",
        Fields =
        [
            new("by", "审核人", FieldType.Text) { Hint = "如：法律顾问" },
            new("opinions", "提出意见", FieldType.Count) { Unit = "条" },
            new("adopted", "采纳意见", FieldType.Count) { Unit = "条" },
        ],
        Parts = [new("adopted", "opinions", "采纳数超过提出数，请核对", "more adopted than were given")],
        Wording = new(
            Zero: ["[{self}]全年{count=无需审核的}合同"],
            One: ["{on}", "[{by}][{self}]{verb}合同[{title:“”}]{count}", .. Result],
            Many: ["[{by}][{self}]{verb}合同{count}", .. Result],
            Uncounted: ["[{by}][{self}]{verb}各类合同", .. Result]),
    };

    private static string[] Result => ["提出意见{opinions}", "采纳{adopted}"];
}
