namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class NormativeDocuments : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("normative-documents", "行政规范性文件", "Normative documents")
    {
        Unit = "件",
        Source = "国办发〔2018〕115号；各省行政规范性文件管理规定",
        GroupBy = ["act"],
        InOneSentence = true,
        Fields =
        [
            new("act", "工作", FieldType.Choice)
            {
                Required = true,
                Choices =
                [
                    new("made", "行政规范性文件", Verb: "制定"), new("trial", "试行、暂行的行政规范性文件", Verb: "制定"), new("cleaned", "行政规范性文件", Verb: "清理"),
                    new("repealed", "行政规范性文件", Verb: "废止"), new("amended", "行政规范性文件", Verb: "修订"),
                ],
            },
            new("number", "发文字号", FieldType.Text),
            new("reviewed", "经合法性审核", FieldType.Count) { Hint = "与件数同一单位" },
            new("filed", "报送备案", FieldType.Count) { Hint = "与件数同一单位" },
            new("filedOn", "备案日", FieldType.Day) { Hint = "逐件登记时填写" },
            new("closedOn", "清理、废止或修订日", FieldType.Day) { Hint = "到期前应作出处理" },
            new("filingRate", "备案率", FieldType.Percent) { Hint = "仅在没有备案件数时填写" },
        ],
        Clocks =
        [
            new("document.file", "filedOn") { Only = ("act", ["made", "trial"]) },
            new("document.expiry", "closedOn") { Only = ("act", ["made"]) },
            new("document.expiry-trial", "closedOn") { Only = ("act", ["trial"]) },
        ],
        Rates = [new("rate", "备案率", "filed", "count", "filingRate")],
        Parts = [new("reviewed", "count", "审核件数超过总件数，请核对", "more reviewed than there are"), new("filed", "count", "备案件数超过总件数，请核对", "more filed than there are")],
        Wording = new(
            Zero: ["[{self}]全年{count=未}{verb}{name}"],
            One: ["{on}", "[{self}]{verb}{name}[{title:《》}][（{number}）]{count}", .. Result],
            Many: ["[{self}]{verb}{name}{count}", .. Result],
            Uncounted: ["[{self}]{verb}{name}", .. Result]),
    };

    private static string[] Result => ["经合法性审核{reviewed}", "报送备案{filed}", "备案率{rate}"];
}
