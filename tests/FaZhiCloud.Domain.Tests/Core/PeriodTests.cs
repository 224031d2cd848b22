namespace FaZhiCloud.Domain.Tests.Core;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2024", "2024-01-01", "2024-12-31", "2024年")]
    [InlineData("2024-Q1", "2024-01-01", "2024-03-31", "2024年第1季度")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", "2024年2月")]
    [InlineData("2024-03-05", "2024-03-05", "2024-03-05", "2024年3月5日")]
    public void Knows_its_first_and_last_day(string written, string start, string end, string chinese)
    {
        Period.TryParse(written, out var period).ShouldBeTrue();
        period.Start.ShouldBe(DateOnly.Parse(start));
        period.End.ShouldBe(DateOnly.Parse(end));
        period.ToChinese().ShouldBe(chinese);
        period.ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("0000-01-01")]
    [InlineData("0000")]
    [InlineData("2024-13")]
    [InlineData("2024-02-30")]
    [InlineData("2024-Q5")]
    [InlineData("20240305")]
    [InlineData("昨天")]
    [InlineData("")]
    public void Refuses_what_is_no_date(string written) => Period.TryParse(written, out _).ShouldBeFalse();
}
