using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using FaZhiCloud.Documents;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Hosting;
using WordRun = DocumentFormat.OpenXml.Wordprocessing.Run;

namespace FaZhiCloud.Bench;

/// <summary>Milliseconds a report: assembled from the records and rendered as .docx.</summary>
internal static class ReportBench
{
    public static async Task RunAsync()
    {
        await CompareAsync("观紫镇2023年 a facts file of the demo", Facts.Demo(1));
        await CompareAsync("500条记录 a made-up year of 500 records", Facts.FiveHundred());
    }

    private static Task CompareAsync(string title, TownshipYearFacts facts)
    {
        var state = Imported(facts);
        var demo = DemoData.Townships()[1];
        var request = new ReportRequest(facts.Year, new(facts.Year, 12, 31), new(demo.Name, demo.Kind, demo.County, demo.City, demo.Province), ReportTemplate.Statutory);
        var document = ReportAssembler.Assemble(state, request);
        const string Ours = "ours: assemble + docx", Assemble = "  of which: assemble", Straight = "the same paragraphs straight with OpenXml";
        return new Rounds($"报告 report: {title} ({state.RecordCount} records, {document.Paragraphs.Count} paragraphs, {document.Traces.Count} traces)", "ms, median")
            .Way(Ours, time => RepeatAsync(time, () => DocxRenderer.Render(ReportAssembler.Assemble(state, request)).Length))
            .Way(Assemble, time => RepeatAsync(time, () => ReportAssembler.Assemble(state, request).Traces.Count))
            .Way(Straight, time => RepeatAsync(time, () => WriteStraight(document)))
            .Ratio(Ours, Straight, "≤ 60 ms").RunAsync(5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    private static TownshipState Imported(TownshipYearFacts facts)
    {
        var moment = new Moment(TimeProvider.System.GetUtcNow(), "bench");
        var decision = Township.Decide(TownshipState.Empty, new ImportFacts(facts), moment);
        return decision.IsRefused ? throw new InvalidOperationException(string.Join('\n', decision.Refusals.Select(refusal => $"{refusal.Field} {refusal.En}")))
            : decision.Events.Aggregate(TownshipState.Empty, (state, happened) => Township.Apply(state, happened, moment.Now, moment.Actor));
    }

    private static Task<Sample> RepeatAsync(TimeSpan time, Func<int> once)
    {
        var durations = new List<double>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
        {
            var from = Stopwatch.GetTimestamp();
            once();
            durations.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        return Task.FromResult(Sample.OfDurations(durations));
    }

    private static int WriteStraight(ReportDocument document)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var body = new Body();
            word.AddMainDocumentPart().Document = new Document(body);
            foreach (var paragraph in document.Paragraphs)
            {
                var lines = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = paragraph.Level == 0 ? "Body" : $"Heading{paragraph.Level}" }));
                foreach (var run in paragraph.Runs)
                    lines.Append(new WordRun(new RunProperties(new RunFonts { Hint = FontTypeHintValues.EastAsia }), new Text(run.Text)));
                body.Append(lines);
            }
        }

        return (int)stream.Length;
    }
}
