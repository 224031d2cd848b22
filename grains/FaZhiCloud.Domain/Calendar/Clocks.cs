namespace FaZhiCloud.Domain;

/// <summary>The statutory clocks, one line each: what, how long, by which article. Regional figures override them by date.</summary>
public static class Clocks
{
    private const string Inspection = "法治政府建设与责任落实督察工作规定", Penalty = "行政处罚法", Compulsion = "行政强制法", Decisions = "重大行政决策程序暂行条例",
        Petitions = "信访工作条例", Mediation = "人民调解法", Litigation = "行政诉讼法", Review = "行政复议法", Disclosure = "政府信息公开条例";

    /// <summary>All of them, by rule.</summary>
    public static readonly IReadOnlyList<Clock> All =
    [
        new("R-RPT-1", "report.submit", "向县委、县政府报告上一年度法治政府建设情况（3月1日前）", 229, DayUnit.DayOfNextYear, $"{Inspection}第二十四条", Evidence.Corroborated),
        new("R-RPT-2", "report.publish", "向社会公开年度报告（4月1日前）", 331, DayUnit.DayOfNextYear, $"{Inspection}第二十六条", Evidence.Corroborated),
        new("R-SHU-1", "duty-report.submit", "党政主要负责人述法", 131, DayUnit.DayOfNextYear, "党政主要负责人履行推进法治建设第一责任人职责规定第七条", Evidence.Recalled),
        new("R-CERT-1", "certificate.term", "执法证件有效期", 5, DayUnit.Years, "各省行政执法证件管理办法", Evidence.Corroborated),
        new("R-CERT-2", "certificate.renewal-opens", "换证考试窗口期开始", 6, DayUnit.Months, "湖南省行政执法证件管理规定", Evidence.Corroborated, Before: true),
        new("R-CERT-3", "certificate.check", "执法证件定期审验", 2, DayUnit.Years, "各省行政执法证件管理办法", Evidence.Corroborated),
        new("R-CERT-7", "certificate.qualification", "考试合格未领证的资格保留", 5, DayUnit.Years, "浙江省综合行政执法条例第二十八条", Evidence.Read),
        new("R-CASE-1", "case.decide", "立案后作出行政处罚决定", 90, DayUnit.NaturalDays, $"{Penalty}第六十条", Evidence.Read),
        new("R-CASE-2", "case.evidence", "对先行登记保存的证据作出处理", 7, DayUnit.WorkingDays, $"{Penalty}第五十六条", Evidence.Read),
        new("R-CASE-2", "case.deliver", "送达行政处罚决定书", 7, DayUnit.WorkingDays, $"{Penalty}第六十一条", Evidence.Read),
        new("R-CASE-2", "case.hearing-request", "当事人要求听证", 5, DayUnit.WorkingDays, $"{Penalty}第六十四条", Evidence.Read),
        new("R-CASE-2", "case.hearing-notice", "举行听证前通知当事人", 7, DayUnit.WorkingDays, $"{Penalty}第六十四条", Evidence.Read, AtLeast: true, Before: true),
        new("R-CASE-2", "case.withdraw", "撤回已变更的处罚决定信息", 3, DayUnit.WorkingDays, $"{Penalty}第四十八条", Evidence.Read),
        new("R-CASE-5", "case.publish", "公开行政许可、行政处罚决定", 7, DayUnit.WorkingDays, "国办发〔2018〕118号", Evidence.Recalled),
        new("R-CASE-5", "case.publish-other", "公开其他行政执法决定", 20, DayUnit.WorkingDays, "国办发〔2018〕118号", Evidence.Recalled),
        new("R-CASE-5", "case.statistics", "公开上一年度行政执法数据", 131, DayUnit.DayOfNextYear, "国办发〔2018〕118号", Evidence.Recalled),
        new("R-CASE-6", "case.seizure", "查封、扣押（经批准可延长三十日）", 30, DayUnit.NaturalDays, $"{Compulsion}第二十五条", Evidence.Read),
        new("R-SUP-2", "supervision.rectify", "按行政执法监督意见书整改", 30, DayUnit.NaturalDays, "山东省行政执法监督条例第二十八条", Evidence.Read),
        new("R-SUP-2", "supervision.report", "报告行政执法监督决定书的执行情况", 30, DayUnit.NaturalDays, "山东省行政执法监督条例", Evidence.Read),
        new("R-DEC-2", "decision.comment", "公开征求意见", 30, DayUnit.NaturalDays, $"{Decisions}第十五条", Evidence.Read, AtLeast: true),
        new("R-DEC-3", "decision.hearing-papers", "听证会材料提前送达", 7, DayUnit.NaturalDays, $"{Decisions}第十六条", Evidence.Read, AtLeast: true, Before: true),
        new("R-DEC-6", "decision.legality-review", "合法性审查时间", 7, DayUnit.WorkingDays, $"{Decisions}第二十六条", Evidence.Read, AtLeast: true),
        new("R-DOC-1", "document.review-least", "规范性文件合法性审核时间（最短）", 5, DayUnit.WorkingDays, "国办发〔2018〕115号", Evidence.Recalled, AtLeast: true),
        new("R-DOC-1", "document.review-most", "规范性文件合法性审核时间（最长）", 15, DayUnit.WorkingDays, "国办发〔2018〕115号", Evidence.Recalled),
        new("R-DOC-2", "document.comment", "规范性文件公开征求意见", 7, DayUnit.WorkingDays, "市县法治政府建设示范指标体系", Evidence.Read, AtLeast: true),
        new("R-DOC-2", "document.comment-market", "涉及市场主体的规范性文件公开征求意见", 30, DayUnit.NaturalDays, "市县法治政府建设示范指标体系", Evidence.Read, AtLeast: true),
        new("R-DOC-3", "document.file", "规范性文件报县政府备案", 30, DayUnit.NaturalDays, "各省规范性文件备案规定", Evidence.Read),
        new("R-DOC-4", "document.expiry", "规范性文件有效期", 5, DayUnit.Years, "各省规范性文件管理规定", Evidence.Recalled),
        new("R-DOC-4", "document.expiry-trial", "试行、暂行的规范性文件有效期", 2, DayUnit.Years, "各省规范性文件管理规定", Evidence.Recalled),
        new("R-PET-1", "petition.inform", "告知信访人受理情况", 15, DayUnit.NaturalDays, $"{Petitions}第二十三条", Evidence.Read),
        new("R-PET-1", "petition.jurisdiction", "提出管辖异议", 5, DayUnit.WorkingDays, $"{Petitions}第二十三条", Evidence.Read),
        new("R-PET-2", "petition.finish", "办结信访事项（经批准可延长三十日）", 60, DayUnit.NaturalDays, $"{Petitions}第三十四条", Evidence.Read),
        new("R-PET-3", "petition.recheck-request", "信访人请求复查、复核", 30, DayUnit.NaturalDays, $"{Petitions}第三十五、三十六条", Evidence.Read),
        new("R-PET-3", "petition.recheck", "答复复查、复核", 30, DayUnit.NaturalDays, $"{Petitions}第三十五、三十六条", Evidence.Read),
        new("R-PET-5", "hotline.finish", "办结12345工单", 5, DayUnit.WorkingDays, "各地政务服务便民热线管理办法", Evidence.Recalled),
        new("R-MED-1", "mediation.finish", "调解纠纷", 1, DayUnit.Months, "人民调解工作若干规定第三十三条", Evidence.Read),
        new("R-MED-2", "mediation.confirm", "共同申请司法确认", 30, DayUnit.NaturalDays, $"{Mediation}第三十三条", Evidence.Read),
        new("R-MED-3", "mediation.committee", "人民调解委员会任期", 3, DayUnit.Years, $"{Mediation}第八、九条", Evidence.Read),
        new("R-LIT-1", "litigation.defence", "提交答辩状和证据", 15, DayUnit.NaturalDays, $"{Litigation}第六十七条", Evidence.Read),
        new("R-LIT-3", "review.reply", "行政复议书面答复", 10, DayUnit.WorkingDays, $"{Review}第四十八条", Evidence.Read),
        new("R-LIT-3", "review.reply-simplified", "行政复议书面答复（简易程序）", 5, DayUnit.WorkingDays, $"{Review}第五十四条", Evidence.Read),
        new("R-LIT-4", "review.correct", "改正并报告行政复议意见书的落实情况", 60, DayUnit.NaturalDays, $"{Review}第七十六条", Evidence.Read),
        new("R-INF-1", "disclosure.publish", "主动公开政府信息", 20, DayUnit.WorkingDays, $"{Disclosure}第二十六条", Evidence.Read),
        new("R-INF-2", "disclosure.answer", "答复信息公开申请（可延长二十个工作日）", 20, DayUnit.WorkingDays, $"{Disclosure}第三十三条", Evidence.Read),
        new("R-INF-2", "disclosure.correct", "告知申请人补正", 7, DayUnit.WorkingDays, $"{Disclosure}第三十条", Evidence.Read),
        new("R-INF-2", "disclosure.third-party", "第三方提出意见", 15, DayUnit.WorkingDays, $"{Disclosure}第三十二条", Evidence.Read),
        new("R-INF-3", "disclosure.report", "报送政府信息公开工作年度报告", 131, DayUnit.DayOfNextYear, $"{Disclosure}第四十九条", Evidence.Read),
        new("R-ADV-2", "adviser.alert", "法律顾问合同到期前提醒", 90, DayUnit.NaturalDays, "中办发〔2016〕30号", Evidence.Recalled, Before: true),
    ];

    private static readonly Dictionary<string, Clock> ByKey = All.ToDictionary(clock => clock.Key, StringComparer.Ordinal);

    public static Clock? Find(string key) => ByKey.GetValueOrDefault(key);
}

/// <summary>Programmes whose names change with the years: 八五普法 in a report of 2026 is a fault.</summary>
public static class Programmes
{
    private static readonly (string Word, int From, int To)[] LegalPublicity = [("七五", 2016, 2020), ("八五", 2021, 2025), ("九五", 2026, 2030)];

    /// <summary>The five-year plan of law popularisation in a year: 八五. Null where none is known.</summary>
    public static string? LegalPublicityPlan(int year) => LegalPublicity.Where(plan => year >= plan.From && year <= plan.To).Select(plan => plan.Word).FirstOrDefault();

    /// <summary>The yearly days on which law is made known, in their order.</summary>
    public static IReadOnlyList<(int Month, int Day, string Name)> Days { get; } =
        [(3, 15, "国际消费者权益日"), (4, 15, "全民国家安全教育日"), (6, 26, "国际禁毒日"), (12, 4, "国家宪法日")];

    /// <summary>宪法宣传周: the week from 1 December.</summary>
    public static (DateOnly First, DateOnly Last) ConstitutionWeek(int year) => (new(year, 12, 1), new(year, 12, 7));
}
