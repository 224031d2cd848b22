namespace FaZhiCloud.Domain;

/// <summary>The report block <c>adviser</c>: the contracts in force during the year, and what the advisers are engaged for.</summary>
internal static class AdviserReport
{
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string argument) => context.State.Of<AdviserContract>()
        .Where(contract => contract.CoversYear(context.Year) && contract.Facts.SignedOn.Start <= context.CutOff)
        .Select(contract => (IReadOnlyList<Run>)[.. Engaged(context, contract), .. Duties(context, contract)]);

    private static IReadOnlyList<Run> Engaged(ReportContext context, AdviserContract contract)
    {
        var facts = contract.Facts;
        Run Fact(string key, string name, string text) => context.Fact($"advisers.{key}/{contract.Id}", name, text, contract);
        var lawyers = Sentence.List((facts.Lawyers ?? []).Select(lawyer => Fact("lawyer", "法律顾问", $"{lawyer.Name}律师")));
        var sentence = new Sentence();
        if (facts.Firm is not null || lawyers.Count > 0)
            sentence.Clause([Sentence.Self, "聘请", facts.Firm is { } firm ? Fact("firm", "律师事务所", firm) : "", lawyers.Count > 0 ? lawyers : "", "担任法律顾问"]);
        if (facts.Advisers is { } advisers)
            sentence.Clause(sentence.IsEmpty ? $"{Sentence.Self}聘用法律顾问" : "共有法律顾问", context.Figure($"advisers.count/{contract.Id}", "法律顾问", advisers, "名", [contract], _ => advisers.ToText("名")));
        if (contract.Current is { From: { } from, To: { } to })
            sentence.Clause("聘期自", Fact("from", "聘期起", Period.OfDay(from).ToChinese()), "至", Fact("to", "聘期止", Period.OfDay(to).ToChinese()));
        return sentence.End();
    }

    private static IEnumerable<Run> Duties(ReportContext context, AdviserContract contract)
    {
        if (contract.Facts.Duties is not { Count: > 0 } duties)
            return [];
        var listed = duties.SelectMany((duty, i) => new Run[]
        {
            new($"{(i == 0 ? "" : "；")}{(duties.Count == 1 ? "" : $"{ReportAssembler.Chinese(i + 1)}是")}"),
            context.Fact($"advisers.duty/{contract.Id}", "法律顾问职责", duty.TrimEnd('。', '；'), contract),
        });
        return [new(duties.Count == 1 ? "法律顾问主要职责是" : "法律顾问主要承担以下工作："), .. listed, new("。")];
    }
}
