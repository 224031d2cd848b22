using DotNet.Testcontainers.Configurations;
using FaZhiCloud.Cluster.Tests.Faults;

namespace FaZhiCloud.Cluster.Tests.Containers;

/// <summary>The same faults on the real images: <c>docker kill</c>, and a network that goes away. Skipped, saying so, where Docker or the images are missing.</summary>
public sealed class ContainerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Containers_that_are_killed_or_cut_off_lose_no_acknowledged_write()
    {
        var whyNot = await Images.WhyNotAsync();
        Assert.SkipWhen(whyNot is not null, whyNot ?? "");
        TestcontainersSettings.ResourceReaperEnabled = false; // an image of its own; what is started here is disposed of here
        await using var database = await ContainerDatabase.StartAsync();
        await using var fleet = new ContainerFleet(database);

        var run = new FaultRun(database, fleet, output, "containers");
        await run.HurtAsync(FaultRun.Setting("FAZHI_CONTAINER_FAULTS", 7), TimeSpan.FromSeconds(FaultRun.Setting("FAZHI_FAULT_SECONDS", 10)), freeze: 2);
    }
}
