namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Funding : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("funding", "法治工作经费", "Funding")
    {
        Fields =
        [
            new("purpose", "用途", FieldType.Text) { Required = true, Hint = "如：农村法治宣传" },
            new("amount", "金额", FieldType.Count) { Unit = "万元" },
            new("from", "来源", FieldType.Text) { Hint = "如：财政专项资金" },
        ],
        Wording = LedgerWording.Always("[{self}][从{from}]投入{purpose}经费{amount}|[{self}]保障{purpose}经费"),
    };
}
