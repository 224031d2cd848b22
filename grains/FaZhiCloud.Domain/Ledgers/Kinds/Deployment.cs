namespace FaZhiCloud.Domain.Ledgers.Kinds;

internal sealed class Deployment : ILedgerDeclaration
{
    public static LedgerKind Kind { get; } = new("deployment", "工作部署", "Deployment of the work")
    {
        Source = "党政主要负责人履行推进法治建设第一责任人职责规定；法治政府建设与责任落实督察工作规定",
        Fields =
        [
            new("basis", "依据的文件", FieldType.Texts) { Hint = "文件名称，不加书名号" },
            new("includedIn", "纳入的规划、计划或考核", FieldType.Texts) { Hint = "如：年度工作计划、目标责任管理" },
            new("alongside", "与其他工作同步", FieldType.Texts) { Hint = "如：同部署、同落实" },
            new("principles", "工作原则", FieldType.Texts) { Hint = "如：党政齐抓共管" },
            new("pattern", "责任分工", FieldType.Texts) { Hint = "如：主要领导负责抓、分管领导具体抓" },
        ],
        Wording = LedgerWording.Always(
            "[{self}]按照{basis:《》}等文件要求", "[{self}]坚持{principles:“”}", "[{self}]将法治政府建设纳入{includedIn}", "与其他重点工作{alongside}", "[{self}]形成{pattern}的工作格局"),
    };
}
