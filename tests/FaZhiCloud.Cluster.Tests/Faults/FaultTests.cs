namespace FaZhiCloud.Cluster.Tests.Faults;

/// <summary>
/// Three silos and two gateways under two hundred writes a second lose one process after another. FAZHI_FAULTS and FAZHI_FAULT_SECONDS
/// make it longer (200 and 20 for an hour's run); the table goes to FAZHI_FAULT_REPORT as well.
/// </summary>
public sealed class FaultTests(ManyTownships database, ITestOutputHelper output) : IClassFixture<ManyTownships>
{
    [Fact]
    public async Task Whatever_dies_every_acknowledged_write_is_there_once_and_no_read_is_older_than_ones_own_last_write()
    {
        await using var fleet = new ProcessFleet(database);
        var run = new FaultRun(database, fleet, output, "faults");
        await run.HurtAsync(FaultRun.Setting("FAZHI_FAULTS", 7), TimeSpan.FromSeconds(FaultRun.Setting("FAZHI_FAULT_SECONDS", 7)), freeze: 2);
    }

    [Fact]
    public async Task All_processes_are_replaced_one_by_one_under_load_and_two_retries_are_enough_for_every_client()
    {
        await using var fleet = new ProcessFleet(database);
        var run = new FaultRun(database, fleet, output, "rolling");
        await run.RollAsync();
    }
}
