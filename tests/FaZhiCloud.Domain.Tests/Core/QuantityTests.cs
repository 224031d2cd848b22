using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace FaZhiCloud.Domain.Tests.Core;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("12", 12, Qualifier.Exact, "条", "12条")]
    [InlineData("100余", 100, Qualifier.AtLeast, "条", "100余条")]
    [InlineData("100多", 100, Qualifier.AtLeast, "条", "100余条")]
    [InlineData("近万", 10_000, Qualifier.JustUnder, "人次", "近万人次")]
    [InlineData("近400", 400, Qualifier.JustUnder, "人次", "近400人次")]
    [InlineData("1.9万余", 19_000, Qualifier.AtLeast, "人", "1.9万余人")]
    [InlineData("25000余", 25_000, Qualifier.AtLeast, "亩", "25000余亩")]
    [InlineData("90以上", 90, Qualifier.OrMore, "%", "90%以上")]
    [InlineData("约300", 300, Qualifier.About, "人", "约300人")]
    [InlineData("12.5", "12.5", Qualifier.Exact, "%", "12.5%")]
    public void Reads_and_writes_the_words_of_reports(string written, object value, Qualifier qualifier, string unit, string text)
    {
        Quantity.TryParse(written, out var quantity).ShouldBeTrue();
        quantity.Value.ShouldBe(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture));
        quantity.Qualifier.ShouldBe(qualifier);
        quantity.ToText(unit).ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("余")]
    [InlineData("-3")]
    [InlineData("近100余")]
    [InlineData("1e5")]
    [InlineData("一百")]
    [InlineData("9999999999999999999999999999999")]
    public void Refuses_what_is_no_quantity(string written) => Quantity.TryParse(written, out _).ShouldBeFalse();

    [Fact]
    public void Sums_keep_what_is_known_of_their_parts()
    {
        (new Quantity(4000, Qualifier.AtLeast) + new Quantity(3000, Qualifier.AtLeast)).ToText("份").ShouldBe("7000余份");
        (new Quantity(5) + new Quantity(100, Qualifier.AtLeast)).ToText("件").ShouldBe("105余件");
        (new Quantity(100, Qualifier.AtLeast) + new Quantity(400, Qualifier.JustUnder)).ToText("人").ShouldBe("约500人");
        (Quantity.Zero + new Quantity(10_000, Qualifier.JustUnder, 10_000)).ToText("人次").ShouldBe("近万人次");
    }

    [Fact]
    public void Every_quantity_survives_json() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<(uint, Qualifier, bool)>().ToArbitrary(),
        parts =>
        {
            var quantity = new Quantity(parts.Item3 ? parts.Item1 % 1000 * 1000m : parts.Item1, parts.Item2, parts.Item3 ? 10_000 : 1);
            JsonSerializer.Deserialize<Quantity>(JsonSerializer.Serialize(quantity, DomainJson.Options), DomainJson.Options).ShouldBe(quantity);
        }).QuickCheckThrowOnFailure();
}
