namespace FaZhiCloud.Domain.Tests.Reports;

public sealed class SentenceTests
{
    private static string Say(params string[] patterns) => string.Concat(new Sentence().Clauses(patterns, placeholder => placeholder switch
    {
        { Field: "zero", IfZero: { } words } => [new(words)],
        { IfZero: not null } => [],
        { Field: "zero" } => [new("0件")],
        { Field: "laws" } => Sentence.List([new("宪法"), new("民法典")], placeholder.Wrap),
        { Field: "count" } => [new("3件")],
        { Required: true } => [ReportContext.Gap("原因")],
        _ => [],
    }).End().Select(run => run.Text));

    [Theory]
    [InlineData("办理{count}", "办理3件。")]
    [InlineData("办理{missing}", "")]
    [InlineData("[由{missing}]办理{count}", "办理3件。")]
    [InlineData("办理{missing}|共{count}", "共3件。")]
    [InlineData("学习{laws:《》}", "学习《宪法》《民法典》。")]
    [InlineData("学习{laws}", "学习宪法、民法典。")]
    [InlineData("{zero=未发现}问题|发现{zero}", "未发现问题。")]
    [InlineData("{count=未发现}问题|发现{count}", "发现3件。")]
    [InlineData("原因在于{cause!}", "原因在于〔待填：原因〕。")]
    public void A_pattern_says_what_it_has(string pattern, string said) => Say(pattern).ShouldBe(said);

    [Fact]
    public void Clauses_follow_a_comma_or_the_mark_they_begin_with() => Say("办理{count}", "学习{laws}", "。共{count}", "；另{count}").ShouldBe("办理3件，学习宪法、民法典。共3件；另3件。");

    [Fact]
    public void A_mark_before_the_first_clause_is_left_out() => Say("甲{missing}", "。共{count}").ShouldBe("共3件。");

    [Fact]
    public void The_last_of_items_that_have_commas_of_their_own_is_set_apart() =>
        string.Concat(Sentence.List([new("行政调解制度"), new("人民调解、司法调解衔接机制")]).Select(run => run.Text)).ShouldBe("行政调解制度以及人民调解、司法调解衔接机制");

    [Fact]
    public void An_item_that_brings_its_marks_gets_no_second_pair() =>
        string.Concat(Sentence.List([new("《宪法》"), new("民法典")], ('《', '》')).Select(run => run.Text)).ShouldBe("《宪法》《民法典》");
}
