using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Areas;

/// <summary>The work areas of a township: each lists its records and names the commands that make and change them.</summary>
public static class AreaEndpoints
{
    public static IEndpointRouteBuilder MapAreas(this IEndpointRouteBuilder township)
    {
        MapProfile(township);
        MapLeadingGroups(township);
        MapAdviserContracts(township);
        MapOfficers(township);
        MapCertificates(township);
        MapStudy(township);
        MapDecisions(township);
        MapLedgers(township);
        MapProse(township);
        return township;
    }

    private static void MapProfile(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/profile").WithTags("基本情况 Profile");
        group.MapList("profile", "ListProfiles", "各年度基本情况");
        group.MapSet<ProfileFacts>("", "UpdateProfile", "填报某年度基本情况", (facts, _) => new UpdateProfile(facts))
            .WithExample("""{"year":2026,"areaSquareKilometres":31,"villages":11,"villagesUnit":"行政村","population":"1.9万余","staffQuota":51,"staffActual":49}""");
    }

    private static void MapLeadingGroups(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/leading-groups").WithTags("领导小组 LeadingGroups");
        group.MapList("leading-groups", "ListLeadingGroups", "领导小组及其历次调整");
        group.MapAdd<EstablishLeadingGroup>("", "EstablishLeadingGroup", "成立领导小组", (body, _) => body)
            .WithExample("""{"name":"法治建设工作领导小组","composition":{"on":"2026-03-02","documentNumber":"某发〔2026〕5号","members":[{"role":"head","post":"党委书记"},{"role":"deputy","post":"政法委员"}]}}""");
        group.MapChange<AdjustLeadingGroup>("/{record}/adjustments", "AdjustLeadingGroup", "调整成员（须说明原因）")
            .WithExample("""{"composition":{"on":"2026-09-01","reason":"人事变动","members":[{"role":"coHead","post":"党委书记"},{"role":"coHead","post":"乡长"}]}}""");
        group.MapChange<DissolveLeadingGroup>("/{record}/dissolution", "DissolveLeadingGroup", "撤销领导小组")
            .WithExample("""{"on":"2026-12-31","reason":"机构改革"}""");
    }

    private static void MapAdviserContracts(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/adviser-contracts").WithTags("法律顾问合同 AdviserContracts");
        group.MapList("adviser-contracts", "ListAdviserContracts", "法律顾问合同及其各期");
        group.MapAdd<AdviserContractFacts>("", "SignAdviserContract", "登记法律顾问合同", (facts, _) => new SignAdviserContract(facts))
            .WithExample("""{"signedOn":"2026-01-05","firm":"某律师事务所","lawyers":[{"name":"张某","licenceNumber":"15101202010000000"}],"duties":["出具法律意见"],"term":{"from":"2026-01-05","to":"2027-01-04"}}""");
        group.MapChange<RenewAdviserContract>("/{record}/renewals", "RenewAdviserContract", "续聘")
            .WithExample("""{"from":"2027-01-05","to":"2028-01-04"}""");
        group.MapChange<EndAdviserContract>("/{record}/end", "EndAdviserContract", "终止合同")
            .WithExample("""{"on":"2026-12-31","reason":"律所注销"}""");
    }

    private static void MapOfficers(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/officers").WithTags("执法人员 Officers");
        group.MapList("officers", "ListOfficers", "行政执法人员");
        group.MapAdd<OfficerFacts>("", "AppointOfficer", "登记执法人员", (facts, _) => new AppointOfficer(facts))
            .WithExample("""{"name":"李某","post":"执法队员","body":"综合行政执法队","onQuota":true}""");
        group.MapChange<CorrectOfficer>("/{record}/corrections", "CorrectOfficer", "更正人员信息")
            .WithExample("""{"facts":{"name":"李某某","onQuota":true},"reason":"姓名录入有误"}""");
        group.MapChange<ReleaseOfficer>("/{record}/release", "ReleaseOfficer", "登记离岗")
            .WithExample("""{"on":"2026-06-30","reason":"调离"}""");
        var force = township.MapGroup("/enforcement-force").WithTags("执法人员 Officers");
        force.MapList("enforcement-force", "ListEnforcementForces", "各年度执法力量");
        force.MapSet<EnforcementForceFacts>("", "UpdateEnforcementForce", "填报某年度执法力量", (facts, _) => new UpdateEnforcementForce(facts))
            .WithExample("""{"year":2026,"body":"综合行政执法队","authorised":12,"recorders":4}""");
    }

    private static void MapCertificates(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/certificates").WithTags("行政执法证 Certificates");
        group.MapList("certificates", "ListCertificates", "行政执法证及其各期有效期");
        group.MapAdd<RegisterCertificate>("", "RegisterCertificate", "登记行政执法证", (body, _) => body)
            .WithExample("""{"officerId":"officer-1","number":"川N13240001","validFrom":"2022-11-01","validTo":"2027-10-31","issuer":"县司法局"}""");
        group.MapChange<RenewCertificate>("/{record}/renewals", "RenewCertificate", "换证、补证（自动取消原有到期提醒）")
            .WithExample("""{"validFrom":"2027-10-20","validTo":"2032-10-19"}""");
        group.MapChange<ReportCertificateLost>("/{record}/loss", "ReportCertificateLost", "报失")
            .WithExample("""{"on":"2026-05-06","reason":"外出执法途中遗失"}""");
        group.MapChange<SurrenderCertificate>("/{record}/surrender", "SurrenderCertificate", "收缴")
            .WithExample("""{"on":"2026-06-30","reason":"持证人调离"}""");
    }

    private static void MapStudy(IEndpointRouteBuilder township)
    {
        var plan = township.MapGroup("/study-plan").WithTags("学法 Study");
        plan.MapList("study-plan", "ListStudyPlan", "学法计划及完成情况");
        plan.MapAdd<StudyPlanItemFacts>("", "PlanStudy", "增加学法计划项", (facts, _) => new PlanStudy(facts))
            .WithExample("""{"due":"2026-Q1","kind":"leadershipStudy","topic":"宪法"}""");
        plan.MapChange<ChangeStudyPlan>("/{record}/changes", "ChangeStudyPlan", "调整计划项")
            .WithExample("""{"facts":{"due":"2026-Q2","kind":"leadershipStudy","topic":"宪法"},"reason":"会议改期"}""");
        var sessions = township.MapGroup("/study-sessions").WithTags("学法 Study");
        sessions.MapList("study-sessions", "ListStudySessions", "学法记录");
        sessions.MapAdd<StudySessionFacts>("", "RecordStudySession", "登记一次学法，或登记汇总数", (facts, _) => new RecordStudySession(facts))
            .WithExample("""{"on":"2026-03-12","kind":"leadershipStudy","topics":["宪法学习"],"laws":["宪法"],"attendance":23,"host":"党委书记"}""");
        sessions.MapChange<CorrectStudySession>("/{record}/corrections", "CorrectStudySession", "更正学法记录")
            .WithExample("""{"facts":{"on":"2026-03-12","kind":"leadershipStudy","topics":["宪法学习"],"laws":["宪法"],"attendance":24},"reason":"签到表补登一人"}""");
    }

    private static void MapDecisions(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/decisions").WithTags("重大行政决策 Decisions");
        group.MapList("decisions", "ListDecisions", "重大行政决策及其程序");
        group.MapAdd<MajorDecisionFacts>("", "OpenDecision", "登记重大行政决策事项", (facts, _) => new OpenDecision(facts))
            .WithExample("""{"year":2026,"matter":"集镇供水管网改造方案","inCatalogue":true,"needsExperts":true}""");
        group.MapChange<RecordDecisionStep>("/{record}/steps", "RecordDecisionStep", "登记一项程序")
            .WithExample("""{"done":{"step":"publicParticipation","from":"2026-04-01","to":"2026-05-01","result":"passed","summary":"收到意见3条"}}""");
    }

    private static void MapLedgers(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/ledgers/{kind}").WithTags("台账 Ledgers");
        group.MapGet("", (HttpContext context, Guid township, string kind, int? year, string? q, bool? withVoid, string? after, int? limit, ITownships townships, Scope scope, CancellationToken cancellationToken) =>
                LedgerKinds.Find(kind) is null ? Task.FromResult(Problems.NotFound()) : ListEndpoints.ListAsync(context, township, "ledgers", kind, year, q, withVoid, after, limit, townships, scope, cancellationToken))
            .Needs(Act.Read).WithName("ListLedgerEntries").WithSummary("某类台账的记录").Produces<RecordPage>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        group.MapAdd<LedgerEntryFacts>("", "RecordLedgerEntry", "登记一条台账，或登记汇总数", (facts, context) => new RecordLedgerEntry((string)context.Request.RouteValues["kind"]!, facts))
            .WithExample("""{"on":"2026-12-04","title":"国家宪法日集中宣传","fields":{"form":"campaign","days":["12.4"],"materials":"2000余","people":300}}""");
        group.MapChange<CorrectLedgerEntry>("/{record}/corrections", "CorrectLedgerEntry", "更正台账记录")
            .WithExample("""{"facts":{"on":"2026-12-04","fields":{"form":"campaign","materials":2150}},"reason":"按签收单核实"}""");
    }

    private static void MapProse(IEndpointRouteBuilder township)
    {
        var group = township.MapGroup("/prose").WithTags("报告文字 Prose");
        group.MapList("prose", "ListProse", "各处报告文字");
        group.MapSet<WriteProse>("", "WriteProse", "撰写报告某处的文字", (body, _) => body)
            .WithExample("""{"year":2026,"place":"opening","text":"一年来，全乡法治建设稳步推进。"}""");
    }
}
