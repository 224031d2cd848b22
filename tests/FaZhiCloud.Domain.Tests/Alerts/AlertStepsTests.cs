namespace FaZhiCloud.Domain.Tests.Alerts;

public sealed class AlertStepsTests
{
    private static readonly DateOnly Due = new(2026, 12, 31);

    [Theory]
    [InlineData(25, 25, new[] { 30 })] // entered late: only the latest step that had passed
    [InlineData(60, 60, new[] { 60 })] // entered on the very day of a step
    [InlineData(200, 100, new int[0])]
    [InlineData(200, 7, new[] { 90, 60, 30, 7 })]
    [InlineData(25, -8, new[] { 30, 7, 0, -7 })]
    [InlineData(-20, -20, new[] { -7 })] // entered long after it had lapsed
    public void Announces_what_came_since_it_was_known(int daysLeftWhenKnown, int daysLeftToday, int[] steps)
    {
        var item = new DueItem("cert-1/1", "cert-1", "certificate", Rules.CertificateTerm, "李某", Due, Due.AddDays(-daysLeftWhenKnown), IsOpen: true);

        AlertSteps.Reached(item, Due.AddDays(-daysLeftToday)).ShouldBe(steps);
    }
}
