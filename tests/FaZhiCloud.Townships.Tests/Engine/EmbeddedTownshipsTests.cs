using FaZhiCloud.Domain;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Townships.Tests.Engine;

public sealed class EmbeddedTownshipsTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private readonly ManualTime time = ManualTime.On(2026, 3, 2);

    [Fact]
    public async Task Commands_of_one_township_are_carried_out_one_at_a_time()
    {
        using var engine = new EmbeddedTownships(database.Journal, time);
        var address = await database.TownshipAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => engine.ExecuteAsync(address, MigratedDatabase.Envelope(new AppointOfficer(new($"李{i}"))))));

        outcomes.ShouldAllBe(outcome => outcome is Outcome.Done);
        var page = await engine.ReadAsync(address, new RecordsView("officers", Limit: 200));
        page.Items.Select(item => item.Id).ShouldBe(Enumerable.Range(1, 200).Select(i => $"officer-{i}"));
    }

    [Fact]
    public async Task Two_engines_on_one_database_lose_no_write()
    {
        using EmbeddedTownships one = new(database.Journal, time), other = new(database.Journal, time);
        var address = await database.TownshipAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            var envelope = MigratedDatabase.Envelope(new AppointOfficer(new($"李{i}")));
            Outcome outcome;
            do
            {
                outcome = await (i % 2 == 0 ? one : other).ExecuteAsync(address, envelope);
            }
            while (outcome is Outcome.Busy);
            return outcome;
        }));

        outcomes.ShouldAllBe(outcome => outcome is Outcome.Done);
        (await database.Journal.RebuildAsync(address, default)).Of<EnforcementOfficer>().Count().ShouldBe(60);
    }

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

    [Fact]
    public async Task A_database_that_fails_in_the_middle_leaves_a_township_that_knows_what_was_written()
    {
        using var engine = new EmbeddedTownships(database.Journal, time);
        var address = await database.TownshipAsync();
        var envelope = MigratedDatabase.Envelope(new AppointOfficer(new("李一")));
        await engine.ExecuteAsync(address, MigratedDatabase.Envelope(new AppointOfficer(new("李〇"))));

        // Every connection of the service is cut: the next commit fails with an outcome that nobody knows.
        await using (var cut = database.Owner.CreateCommand("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'fazhicloud' and datname = current_database()"))
            await cut.ExecuteNonQueryAsync();
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => engine.ExecuteAsync(address, envelope));

        (await engine.ExecuteAsync(address, envelope)).ShouldBeOfType<Outcome.Done>();
        (await engine.ReadAsync(address, new RecordsView("officers"))).Items.Select(item => item.Title).ShouldBe(["李〇", "李一"]);
    }
}
