using FaZhiCloud.Domain;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Townships.Tests.Engine;

public sealed class EmbeddedConformanceTests : TownshipsConformance, IClassFixture<MigratedDatabase>
{
    private readonly EmbeddedTownships engine, other;

    public EmbeddedConformanceTests(MigratedDatabase database)
        : base(database) => (engine, other) = (new(database.Journal, Time), new(database.Journal, Time));

    protected override ITownships Engine => new GuardedTownships(engine);

    protected override ITownships Other => new GuardedTownships(other);

    public override async ValueTask DisposeAsync()
    {
        engine.Dispose();
        other.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>What only the embedded engine has: a bound on what stays in memory.</summary>
public sealed class EmbeddedTownshipsTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private readonly ManualTime time = ManualTime.On(2026, 3, 2);

    [Fact]
    public async Task No_more_townships_stay_in_memory_than_the_setting_allows_and_none_forgets()
    {
        using var engine = new EmbeddedTownships(database.Journal, time, new() { MostActive = 20 });
        var addresses = new List<TownshipAddress>();
        for (var i = 0; i < 60; i++)
            addresses.Add(await database.TownshipAsync());

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(addresses.Select(address => engine.ExecuteAsync(address, MigratedDatabase.Envelope(new AppointOfficer(new($"李{Guid.NewGuid()}"))))));
            engine.Active.ShouldBeLessThanOrEqualTo(20);
        }

        foreach (var address in addresses)
            (await engine.ReadAsync(address, new RecordsView("officers"))).Total.ShouldBe(3);
    }

    [Fact]
    public async Task A_township_that_nobody_uses_is_let_go()
    {
        using var engine = new EmbeddedTownships(database.Journal, TimeProvider.System, new() { IdleAfter = TimeSpan.FromMilliseconds(200) });
        var address = await database.TownshipAsync();
        await engine.ExecuteAsync(address, MigratedDatabase.Envelope(new AppointOfficer(new("李一"))));
        engine.Active.ShouldBe(1);

        var end = TimeProvider.System.GetTimestamp();
        while (engine.Active > 0 && TimeProvider.System.GetElapsedTime(end) < TimeSpan.FromSeconds(20))
            await Task.Delay(100);

        engine.Active.ShouldBe(0);
        (await engine.ReadAsync(address, new RecordsView("officers"))).Total.ShouldBe(1);
    }
}
