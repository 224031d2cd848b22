using FaZhiCloud.Domain;
using FaZhiCloud.Domain.Tests.Seeds;

namespace FaZhiCloud.Documents.Tests;

/// <summary>Made-up reports, and those of the five real townships.</summary>
internal static class Made
{
    public static readonly Unit Hongqiao = new("虹桥乡", UnitKind.Township, "弋阳县", "上饶市", "江西省");

    public static readonly Unit Longcheng = new("龙城街道", UnitKind.Subdistrict, "上党区", "长治市", "山西省");

    /// <summary>Real ones, and one of each kind that is hard to print.</summary>
    public static IReadOnlyDictionary<string, ReportDocument> All { get; } = new Dictionary<string, ReportDocument>(
        Demo.Townships.Select(township => KeyValuePair.Create(township.Key, Demo.Report(township.Key))))
    {
        ["usual"] = Report(),
        ["街道"] = Report(Longcheng),
        ["joint"] = Report() with { Issuers = [Hongqiao.PartyCommittee, Hongqiao.Government], Title = ["中共虹桥乡委员会", "虹桥乡人民政府", "关于2023年度法治政府建设情况的报告"] },
        ["undated"] = Report() with { DatedOn = null, Addressee = null, CopiesTo = [] },
        ["gaps"] = Of([Heading(1, "一、", "主要举措和成效"), Body(new Run("〔待填：主要举措和成效〕", Gap: true)), Body(new Run("〔待填：存在的不足〕", Gap: true))]) with { DatedOn = null },
        ["empty"] = Of([]) with { Title = [], Issuers = [], Addressee = null, CopiesTo = [], DatedOn = null },
        ["signs"] = Of([
            Heading(2, "（一）", "<b>“引号”'单'\"双\"&amp;</b>"),
            Body(new Run("二〇二三年，120㎡，é，·，×，"), new("<script>&\"'></script>", "f1"), new("😀👨‍👩‍👧𠮷"), new(" 前后有空格 ", "f2"), new("乡\n镇\t\u0001\ud800")),
            Body(new Run("")),
            Body(new Run(new string('长', 50_000)), new(" ", "f3"))]),
        ["many copies"] = Report() with { CopiesTo = ["县委全面依法治县委员会办公室", "县人大常委会办公室", "县司法局", "县委办公室", "县人民政府办公室"] },
    };

    /// <summary>A signed report of a usual length: four levels of headings, figures, a figure that stands twice, a gap.</summary>
    public static ReportDocument Report(Unit? unit = null) => Of(
        [
            Body(new Run("2023年，虹桥乡坚持以习近平法治思想为指导，现将"), new("有关情况", "f1"), new("报告如下。")),
            Heading(1, "一、", "2023年度推进法治政府建设的主要举措和成效"),
            Heading(2, "（一）", "深入开展法治宣传教育"),
            Body(new Run("结合“12·4”国家宪法日，开展法治宣传活动"), new("8场次", "f2"), new("，发放宣传资料"), new("2000余份", "f3"), new("，受教育群众"), new("近万人次", "f4"), new("。")),
            .. Enumerable.Repeat(Body(new Run("组织领导干部学习《中华人民共和国行政处罚法》《重大行政决策程序暂行条例》，按照“谁执法谁普法”的要求，把法治宣传送到田间地头、集市校园，引导群众办事依法、遇事找法、解决问题用法、化解矛盾靠法，营造了浓厚的法治氛围。全乡8个行政村全部建成法治文化阵地，覆盖率"), new("100%", "f5"), new("。")), 9),
            Heading(2, "（二）", "依法化解矛盾纠纷"),
            Heading(3, "1.", "人民调解。"),
            Body(new Run("全年排查矛盾纠纷"), new("126件", "f6"), new("，调解成功"), new("124件", "f7"), new("，成功率"), new("98.4%", "f8"), new("；再次发放宣传资料"), new("2000余份", "f3"), new("。")),
            Heading(4, "（1）", "信访工作。"),
            .. Enumerable.Repeat(Body(new Run("坚持领导干部接访下访，落实“一案一专班”，信访事项按期办结率保持在较高水平，群众满意度不断提升。")), 12),
            Heading(1, "二、", "存在的不足和原因"),
            Body(new Run("〔待填：存在的不足和原因〕", Gap: true)),
            Body(new Run("特此报告。")),
        ],
        unit);

    public static ReportDocument Of(IReadOnlyList<ReportParagraph> paragraphs, Unit? unit = null)
    {
        unit ??= Hongqiao;
        var traces = paragraphs.SelectMany(paragraph => paragraph.Runs).Where(run => run.Trace is not null).DistinctBy(run => run.Trace).Select(Behind).ToList();
        return new(
            2023, new(2023, 12, 10), 42, "statutory", unit, [$"{unit.Name}2023年度法治政府建设", "情况报告"], $"中共{unit.County}委员会、{unit.County}人民政府",
            paragraphs, [unit.Government], new(2023, 12, 10), [$"中共{unit.County}委员会全面依法治{unit.CountyWord}委员会办公室"], traces);
    }

    public static ReportParagraph Body(params IReadOnlyList<Run> runs) => new(0, null, runs, "measures");

    public static ReportParagraph Heading(int level, string number, string text) => new(level, number, [new(text)], "measures");

    private static Trace Behind(Run run) => new(
        run.Trace!, "publicity.materials/culture", "发放宣传资料", run.Text, 2000, Qualifier.AtLeast, "份", null, null, Period.OfYear(2023), new(2023, 12, 10),
        [new("l-1", 3, "publicity", "2023年4月：宪法宣传", "2023年4月", "1200余份", null), new("l-2", 1, "publicity", "国家宪法日", "2023年12月4日", "800份", "司法所登记本")]);
}
