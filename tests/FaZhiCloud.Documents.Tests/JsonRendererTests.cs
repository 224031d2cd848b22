using System.Text;
using System.Text.Json;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents.Tests;

public sealed class JsonRendererTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_can_be_read_back_without_loss(bool indented)
    {
        var document = Made.Report();
        var read = JsonSerializer.Deserialize<ReportDocument>(JsonRenderer.Render(document, indented), DomainJson.Options)!;
        JsonRenderer.Render(read, indented).ShouldBe(JsonRenderer.Render(document, indented));
        read.Traces.Select(trace => trace.Id).ShouldBe(document.Traces.Select(trace => trace.Id));
        read.Traces[0].Sources.ShouldBe(document.Traces[0].Sources);
        read.Paragraphs.Select(paragraph => paragraph.Text).ShouldBe(document.Paragraphs.Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void Members_stand_in_the_order_of_their_declaration()
    {
        using var json = JsonDocument.Parse(JsonRenderer.Render(Made.Report()));
        json.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["year", "cutOff", "stateVersion", "template", "unit", "title", "addressee", "paragraphs", "issuers", "datedOn", "copiesTo", "traces"]);
    }

    [Fact]
    public void Only_the_indented_form_has_line_breaks()
    {
        Encoding.UTF8.GetString(JsonRenderer.Render(Made.Report())).ShouldNotContain("\n");
        Encoding.UTF8.GetString(JsonRenderer.Render(Made.Report(), indented: true)).ShouldContain("\n  \"year\": 2023,\n");
    }
}
