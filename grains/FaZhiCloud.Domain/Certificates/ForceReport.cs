namespace FaZhiCloud.Domain;

/// <summary>The report block <c>force</c>: the enforcement force of the year, with the certificates valid on the cut-off day.</summary>
internal static class ForceReport
{
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string argument)
    {
        var force = context.Of<EnforcementForce>().LastOrDefault();
        List<Run> paragraph = [.. People(context, force), .. force is null ? [] : Means(context, force)];
        return paragraph.Count > 0 ? [paragraph] : [];
    }

    private static IReadOnlyList<Run> People(ReportContext context, EnforcementForce? force)
    {
        var facts = force?.Facts;
        return new Sentence()
            .Clause(Sentence.Self, "设有", Fact(context, force, "body", "执法队伍", facts?.Body))
            .Clause(facts?.Body is null ? $"{Sentence.Self}行政执法队伍核定编制" : "核定编制", Figure(context, force, "authorised", "核定编制", facts?.Authorised, "名"))
            .Clause(Sentence.Self, "现有持证执法人员", Certified(context, force))
            .Clause("由", Fact(context, force, "head", "队长", facts?.Head), "兼任队长")
            .Clause(Fact(context, force, "deputy", "副队长", facts?.DeputyHead), "兼任副队长")
            .Clause("内设", Figure(context, force, "sections", "内设股", facts?.Sections, "股"), Figure(context, force, "squads", "内设中队", facts?.Squads, "中队") ?? new Run(""))
            .End();
    }

    private static IReadOnlyList<Run> Means(ReportContext context, EnforcementForce force)
    {
        var facts = force.Facts;
        var recorders = Figure(context, force, "recorders", "执法记录仪", facts.Recorders, "台");
        var holder = Fact(context, force, "recorder-holder", "执法记录仪配备单位", facts.RecordersHeldBy);
        return new Sentence()
            .Clause("以", Fact(context, force, "premises", "办公场所", facts.Premises), "为主要办公场所")
            .Clause("落实办公用房", Figure(context, force, "rooms", "办公用房", facts.Rooms, "间"))
            .Clause("总面积", Figure(context, force, "rooms-area", "办公用房总面积", facts.RoomsSquareMetres, "平方米"))
            .Clause(recorders is null && holder is null ? [null] : [holder is null ? Sentence.Self : holder, "配备执法记录仪", recorders is null ? "" : recorders, "，对行政执法过程进行记录"])
            .End();
    }

    /// <summary>Certificates valid on the cut-off day count; before they are on record one by one, the tally.</summary>
    private static Run? Certified(ReportContext context, EnforcementForce? force)
    {
        var certificates = context.State.Of<Certificate>().ToList();
        if (certificates.Count == 0)
            return Figure(context, force, "certified", "持证执法人员", force?.Facts.Certified, "名");
        var valid = certificates.Where(certificate => certificate.IsValidOn(context.CutOff)).DistinctBy(certificate => certificate.OfficerId).ToList();
        return context.Figure("force.certified", "持证执法人员", valid.Count, "名", valid.Count > 0 ? valid : certificates,
            certificate => $"{certificate.Current.Number}，有效期至{Period.OfDay(certificate.Current.To).ToChinese()}");
    }

    private static Run? Figure(ReportContext context, EnforcementForce? force, string key, string name, Quantity? value, string unit) =>
        force is not null && value is { } known ? context.Figure($"force.{key}", name, known, unit, [force], _ => known.ToText(unit)) : null;

    private static Run? Fact(ReportContext context, EnforcementForce? force, string key, string name, string? text) =>
        force is not null && text is not null ? context.Fact($"force.{key}", name, text, force) : null;
}
