using FaZhiCloud.Domain.Tests.Seeds;

namespace FaZhiCloud.Domain.Tests.Reports;

public sealed class TemplateTests
{
    private static readonly ReportTemplate Template = ReportTemplate.Statutory;

    private static IEnumerable<TemplateSection> Sections(IEnumerable<TemplateSection> sections) =>
        sections.SelectMany(section => Sections(section.Sections ?? []).Prepend(section));

    private static IEnumerable<(string Key, string[] Arguments)> Blocks => Sections(Template.Sections).SelectMany(section => section.Blocks ?? []).SelectMany(ReportBlocks.Parts)
        .Select(block => block.Split(':')).Select(parts => (parts[0], parts.Length > 1 ? parts[1].Split('/', ',') : []));

    [Fact]
    public void Every_block_of_the_template_exists()
    {
        foreach (var (key, arguments) in Blocks)
        {
            ReportBlocks.Keys.ShouldContain(key);
            if (key == "ledger")
                arguments.Skip(1).ShouldBeSubsetOf(LedgerKinds.All[arguments[0]] is { GroupBy: [var group, ..] } kind ? kind.Field(group)!.Choices.Select(choice => choice.Key) : []);
            if (key == "study")
                arguments.Except(Enum.GetNames<StudyKind>(), StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_block_every_ledger_and_every_kind_of_study_has_its_place()
    {
        ReportBlocks.Keys.Except(Blocks.Select(block => block.Key)).ShouldBeEmpty();
        LedgerKinds.All.Keys.Except(Blocks.Where(block => block.Key == "ledger").Select(block => block.Arguments[0])).ShouldBeEmpty();
        Enum.GetNames<StudyKind>().Except(Blocks.Where(block => block.Key == "study").SelectMany(block => block.Arguments), StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
        LedgerKinds.All["institutions"].Field("area")!.Choices.Select(area => area.Key).Except(Blocks.SelectMany(block => block.Arguments)).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_reported_twice() => Blocks.SelectMany(block => block.Arguments.Length switch
    {
        0 => [block.Key],
        1 => [$"{block.Key}:{block.Arguments[0]}"],
        _ => block.Key == "ledger" ? block.Arguments.Skip(1).Select(group => $"{block.Arguments[0]}/{group}") : block.Arguments,
    }).ShouldBeUnique();

    [Fact]
    public void Keys_of_sections_are_unique_so_that_prose_finds_its_place() => Sections(Template.Sections).Select(section => section.Key).ShouldBeUnique();

    [Fact]
    public void The_sections_follow_the_statutory_order() => Template.Sections.Select(section => section.Key).ShouldBe(["measures", "problems", "responsibility", "plan", "other"]);

    [Fact]
    public void A_report_of_nothing_shows_gaps_and_invents_nothing()
    {
        var report = Demo.Assemble(TownshipState.Empty, new Unit("虹桥乡", UnitKind.Township, "铅山县"), 2024);
        report.Gaps.Count().ShouldBe(4);
        report.Traces.ShouldBeEmpty();
        report.Paragraphs.Where(paragraph => paragraph is { Level: 0, Place: not ("opening" or "closing") }).SelectMany(paragraph => paragraph.Runs).ShouldAllBe(run => run.Gap);
    }

    [Theory]
    [InlineData(UnitKind.Township, "虹桥乡", "鲁山县虹桥乡人民政府", "我乡")]
    [InlineData(UnitKind.EthnicTownship, "大桥瑶族乡", "鲁山县大桥瑶族乡人民政府", "我乡")]
    [InlineData(UnitKind.Town, "观紫镇", "鲁山县观紫镇人民政府", "我镇")]
    [InlineData(UnitKind.Subdistrict, "龙城街道", "鲁山县龙城街道办事处", "我街道")]
    public void Title_signature_and_speech_follow_the_kind_of_unit(UnitKind kind, string name, string issuer, string self)
    {
        var state = Demo.Given(Written.Entry("disclosure", "2024", 12), new UpdateProfile(new ProfileFacts(2024, InternalBodies: "六办一中心")));
        var report = Demo.Assemble(state, new Unit(name, kind, "鲁山县"), 2024);
        report.Title.ShouldBe([issuer, "关于2024年度法治政府建设情况的报告"]);
        report.Issuers.ShouldBe([issuer]);
        report.Addressee.ShouldBe("中共鲁山县委、鲁山县人民政府");
        report.CopiesTo.ShouldBe(["中共鲁山县委全面依法治县委员会办公室"]);
        Demo.Text(report).ShouldContain($"{self}主动公开政府信息12条。");
        Demo.Text(report).ShouldContain(kind == UnitKind.Subdistrict ? "街道办事处设置六办一中心" : $"{self[1..]}政府设置六办一中心");
    }

    [Fact]
    public void The_clerks_opening_stands_before_the_sentence_that_opens_the_report()
    {
        var report = Demo.Assemble(Demo.Given(new WriteProse(2024, "opening", "一年来，工作有力。")), new Unit("虹桥乡", UnitKind.Township, "铅山县"), 2024);
        report.Paragraphs.Take(2).Select(paragraph => paragraph.Text).ShouldBe(["一年来，工作有力。", "根据《法治政府建设与责任落实督察工作规定》，现将我乡2024年度法治政府建设情况报告如下。"]);
    }
}
