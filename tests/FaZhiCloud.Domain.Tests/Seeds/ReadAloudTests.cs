namespace FaZhiCloud.Domain.Tests.Seeds;

/// <summary>What a reader stumbles over: joined punctuation, empty lists, sentences of nothing.</summary>
public sealed class ReadAloudTests(ITestOutputHelper output)
{
    [Theory, InlineData("hongqiao"), InlineData("guanzi"), InlineData("daqiao"), InlineData("donghe"), InlineData("beizi")]
    public void The_report_reads_without_a_stumble(string township)
    {
        var report = Demo.Report(township);
        output.WriteLine(Demo.Text(report));
        foreach (var paragraph in report.Paragraphs)
            Stumbles(paragraph.Text).ShouldBeEmpty(paragraph.Text);
    }

    internal static IEnumerable<string> Stumbles(string text)
    {
        const string marks = "，。；、：";
        for (var i = 1; i < text.Length; i++)
        {
            if (marks.Contains(text[i], StringComparison.Ordinal) && (marks + "（“《").Contains(text[i - 1], StringComparison.Ordinal))
                yield return text[(i - 1)..(i + 1)];
        }

        foreach (var wrong in new[] { "{", "}", "[", "]", "|", "《》", "“”", "（）", "。。", "  " }.Where(wrong => text.Contains(wrong, StringComparison.Ordinal)))
            yield return wrong;
    }
}
