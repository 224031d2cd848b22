using FaZhiCloud.Domain.Tests.Seeds;

namespace FaZhiCloud.Domain.Tests.Reports;

/// <summary>What blocks write for some records: one paragraph a line.</summary>
internal static class Written
{
    public const int Year = 2024;

    public static readonly Unit Township = new("东和乡", UnitKind.Township, "上党区");

    public static string By(string block, params Command[] commands) => string.Join('\n', Report(block, Demo.Given(commands)).Paragraphs.Where(paragraph => paragraph.Place == block).Select(paragraph => paragraph.Text));

    public static ReportDocument Report(string block, TownshipState state, DateOnly? cutOff = null, Unit? unit = null) => ReportAssembler.Assemble(state, new ReportRequest(
        Year, cutOff ?? new DateOnly(Year, 12, 31), unit ?? Township,
        new ReportTemplate("t", "t", [], null, [], [], "开头", null, [new TemplateSection("s", "标题", [block])])));

    /// <summary>A ledger entry on a day or for a period.</summary>
    public static Command Entry(string ledger, string on, Quantity? count = null, params (string Key, object Value)[] fields)
    {
        Period.TryParse(on, out var period).ShouldBeTrue(on);
        return new RecordLedgerEntry(ledger, new LedgerEntryFacts(period, fields.ToDictionary(field => field.Key, field => field.Value switch
        {
            int number => FieldValue.Of(new Quantity(number)),
            string[] texts => FieldValue.Of(texts),
            var text => FieldValue.Of((string)text),
        }, StringComparer.Ordinal), count, Source: period.IsDay ? null : "年终统计"));
    }
}
