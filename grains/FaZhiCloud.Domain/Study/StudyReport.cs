namespace FaZhiCloud.Domain;

/// <summary>
/// The report block <c>study</c>, or <c>study:lecture,staffTraining</c> for some kinds: how often people studied what, and how the plan was kept.
/// The plan's items of the same kinds follow.
/// </summary>
internal static class StudyReport
{
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string argument)
    {
        var kinds = argument.Length == 0 ? Enum.GetValues<StudyKind>() : [.. argument.Split(',').Select(kind => Enum.Parse<StudyKind>(kind, ignoreCase: true))];
        var sentences = context.Of<StudySession>().GroupBy(session => session.Facts.Kind).Where(group => kinds.Contains(group.Key))
            .OrderBy(group => group.Key).Select(group => Write(context, group.Key, [.. group])).ToList();
        List<Run> paragraph = [.. sentences.SelectMany((sentence, i) => sentence.End(i < sentences.Count - 1 ? "；" : "。")), .. Plan(context, kinds)];
        return paragraph.Count > 0 ? [paragraph] : [];
    }

    private static Sentence Write(ReportContext context, StudyKind kind, IReadOnlyList<StudySession> sessions)
    {
        var key = DomainJsonName(kind);
        IReadOnlyList<Run> Facts(string part, string name, Func<StudySession, IReadOnlyList<string>?> texts) => Sentence.List(sessions.SelectMany(session => texts(session) ?? []).Distinct(StringComparer.Ordinal)
            .Select(text => context.Fact($"study.{part}/{key}", name, text, sessions.Where(session => texts(session)?.Contains(text) == true))));
        IReadOnlyList<Run> Sum(string part, string name, string unit, Func<StudySession, Quantity?> amount) => sessions.Select(amount).Where(known => known is not null)
            .Aggregate((Quantity?)null, (sum, known) => sum is null ? known : sum + known) is not { } total ? []
            : [context.Figure($"study.{part}/{key}", name, total, unit, sessions.Where(session => amount(session) is not null), session => amount(session)!.Value.ToText(unit))];
        IReadOnlyList<Run> Value(Placeholder placeholder) => placeholder.Field switch
        {
            "count" => Sum("sessions", StudyWording.NameOf(kind), StudyWording.UnitOf(kind), session => session.Facts.Counted),
            "attendance" => Sum("attendance", $"{StudyWording.NameOf(kind)}参加人次", "人次", session => session.Facts.Attendance),
            "laws" => Sentence.List(sessions.SelectMany(session => session.Facts.Laws ?? []).Distinct(StringComparer.Ordinal)
                .Select(law => context.Fact($"study.law/{key}", "学习的法律法规", law, sessions.Where(session => session.Facts.Laws?.Contains(law) == true))), placeholder.Wrap),
            "topics" => Facts("topic", "学法专题", session => session.Facts.Topics),
            "means" => Facts("means", "学法方式", session => session.Facts.Means),
            "kind" => [context.Fact($"study.kind/{key}", "学法形式", StudyWording.NameOf(kind), sessions)],
            "self" => [new(Sentence.Self)],
            "host" => Facts("host", "组织单位或主持人", session => session.Facts.Host is { } host ? [host] : null),
            _ => throw new InvalidOperationException($"The wording of study names '{placeholder.Field}', which is nothing of it."),
        };
        return new Sentence().Clauses(StudyWording.ClausesOf(kind), Value);
    }

    /// <summary>计划与完成: held as long as a session that counts names the item.</summary>
    private static IReadOnlyList<Run> Plan(ReportContext context, IReadOnlyList<StudyKind> kinds)
    {
        var items = context.Of<StudyPlanItem>().Where(item => kinds.Contains(item.Facts.Kind)).ToList();
        if (items.Count == 0)
            return [];
        var held = items.Where(item => !item.HeldBy.IsEmpty).ToList();
        var missed = items.Except(held).Where(item => item.Facts.Due.End <= context.CutOff).ToList();
        var sentence = new Sentence()
            .Clause("年度学法计划安排", context.Figure("study.planned", "学法计划", items.Count, "项", items, item => item.Title))
            .Clause(held.Count == items.Count ? "已全部完成" : held.Count == 0 ? "均未完成" : "已完成", held.Count is 0 || held.Count == items.Count ? "" : context.Figure("study.plan-held", "完成学法计划", held.Count, "项", held, item => item.Title));
        if (missed.Count > 0)
            sentence.Clause("到期未完成的有", Sentence.List(missed.Select(item => context.Fact("study.plan-missed", "未完成学法计划", item.Facts.Topic, item))));
        return sentence.End();
    }

    private static string DomainJsonName(StudyKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
