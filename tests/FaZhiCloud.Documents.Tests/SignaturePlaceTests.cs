using System.Xml.Linq;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents.Tests;

/// <summary>GB/T 9704-2012, 7.3.5.2: without a seal.</summary>
public sealed class SignaturePlaceTests
{
    [Fact]
    public void The_date_begins_two_characters_right_of_an_issuer_that_ends_two_characters_from_the_edge()
    {
        var place = SignaturePlace.Of(["仪陇县观紫镇人民政府"], "2023年12月5日");
        place.ShouldBe(new(640, OfficialForm.TextWidth - 10 * OfficialForm.Advance, false));
        var issuerLeft = OfficialForm.TextWidth - place.IssuersRight - 10 * OfficialForm.Advance;
        (place.DateLeft - issuerLeft).ShouldBe(640);
    }

    [Fact]
    public void A_date_longer_than_its_issuer_ends_two_characters_from_the_edge_and_moves_the_issuer_left()
    {
        var place = SignaturePlace.Of(["某乡政府"], "2023年12月10日");
        place.DateIsLonger.ShouldBeTrue();
        (place.DateLeft + 7 * OfficialForm.Advance).ShouldBe(OfficialForm.TextWidth - 640);
        var issuerLeft = OfficialForm.TextWidth - place.IssuersRight - 4 * OfficialForm.Advance;
        (place.DateLeft - issuerLeft).ShouldBe(640);
    }

    [Fact]
    public void Joint_issuers_stand_in_order_and_the_date_follows_the_longest()
    {
        var unit = new Unit("东和乡", UnitKind.Township, "上党区");
        var signature = Signature(Made.Report(unit) with { Issuers = [unit.PartyCommittee, unit.Government] });
        signature.Select(Word.Text).ShouldBe(["中共东和乡委员会", "东和乡人民政府", "2023年12月10日"]);
        signature.Select(paragraph => Indent(paragraph, "right")).ShouldBe(["640", "640", "-640"]);
        Indent(signature[2], "left").ShouldBe($"{OfficialForm.TextWidth - 8 * OfficialForm.Advance}");
    }

    [Fact]
    public void A_街道_signs_with_its_办事处() =>
        Signature(Made.Report(Made.Longcheng)).Select(Word.Text).ShouldBe(["龙城街道办事处", "2023年12月10日"]);

    [Fact]
    public void An_undated_report_says_that_its_date_is_missing() =>
        Signature(Made.Report() with { DatedOn = null }).Select(Word.Text).ShouldBe(["虹桥乡人民政府", "〔待签署日期〕"]);

    [Fact]
    public void An_issuer_as_long_as_the_line_does_not_push_the_date_off_the_paper() =>
        SignaturePlace.Of([new string('某', 40)], "2023年12月10日").DateLeft.ShouldBe(0);

    private static List<XElement> Signature(ReportDocument document) =>
        [.. new Word(DocxRenderer.Render(document)).Paragraphs.Where(paragraph => Word.Style(paragraph) is "Issuer" or "Date")];

    private static string? Indent(XElement paragraph, string side) => (string?)paragraph.Descendants(Word.W + "ind").Single().Attribute(Word.W + side);
}
