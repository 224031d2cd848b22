using FaZhiCloud.Domain;
using FaZhiCloud.Grains;
using FaZhiCloud.Testing;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaZhiCloud.Cluster.Tests.Townships;

/// <summary>A real silo over a real database does what the embedded engine does.</summary>
public sealed class OrleansTownshipsTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>, IAsyncLifetime
{
    private static int ports = 12_000;

    private readonly ManualTime time = ManualTime.On(2026, 3, 2);
    private IHost? silo;

    private OrleansTownships Engine => new(silo!.Services.GetRequiredService<IGrainFactory>(), TimeProvider.System, NullLogger<OrleansTownships>.Instance);

    public async ValueTask InitializeAsync()
    {
        var port = Interlocked.Add(ref ports, 2);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        OrleansEngine.AddSilo(builder, new(Clustered: false, System.Net.IPAddress.Loopback, port, port + 1), database.ServiceConnection);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(database.Journal);
        silo = builder.Build();
        await silo.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (silo is null)
            return;
        await silo.StopAsync();
        silo.Dispose();
    }

    [Fact]
    public async Task Commands_are_carried_out_one_at_a_time_and_read_back()
    {
        var address = await database.TownshipAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Engine.ExecuteAsync(address, MigratedDatabase.Envelope(new AppointOfficer(new($"李{i}"))))));

        outcomes.ShouldAllBe(outcome => outcome is Outcome.Done);
        (await Engine.ReadAsync(address, new RecordsView("officers", Limit: 200))).Items.Select(item => item.Id).Order().ShouldBe(Enumerable.Range(1, 100).Select(i => $"officer-{i}").Order());
    }

    [Fact]
    public async Task A_refusal_comes_back_with_its_field_and_a_repeated_key_with_its_answer()
    {
        var address = await database.TownshipAsync();
        var envelope = MigratedDatabase.Envelope(new AppointOfficer(new("李一")), "orleans-replay");
        var first = (await Engine.ExecuteAsync(address, envelope)).ShouldBeOfType<Outcome.Done>();

        (await Engine.ExecuteAsync(address, envelope)).ShouldBeOfType<Outcome.Done>().AnswerJson.ShouldBe(first.AnswerJson);
        (await Engine.ExecuteAsync(address, envelope with { RequestHash = [9] })).ShouldBeOfType<Outcome.KeyReused>();
        (await Engine.ExecuteAsync(address, MigratedDatabase.Envelope(new AppointOfficer(new(""))))).ShouldBeOfType<Outcome.Refused>().Refusals.ShouldHaveSingleItem().Field.ShouldBe("name");
    }

    [Fact]
    public async Task What_one_engine_wrote_the_other_reads_and_both_assemble_the_same_report()
    {
        var address = await database.TownshipAsync();
        using var embedded = new EmbeddedTownships(database.Journal, time);
        await embedded.ExecuteAsync(address, MigratedDatabase.Envelope(new RecordStudySession(new(Period.OfDay(new(2026, 3, 1)), StudyKind.Lecture, Laws: ["民法典"], Attendance: 60))));
        await Engine.ExecuteAsync(address, MigratedDatabase.Envelope(new RecordStudySession(new(Period.OfDay(new(2026, 3, 2)), StudyKind.Lecture, Laws: ["宪法"], Attendance: 40))));
        using var afterwards = new EmbeddedTownships(database.Journal, time);
        var request = new ReportView(new(2026, new(2026, 12, 31), new("测试乡", UnitKind.Township, "测试县"), ReportTemplate.Statutory));

        var here = await afterwards.ReadAsync(address, request);
        var there = await Engine.ReadAsync(address, request);

        Payload.Of(there).Json.ShouldBe(Payload.Of(here).Json);
        here.Traces.ShouldContain(trace => trace.Text == "2场");
    }

    [Fact]
    public void A_key_is_read_back_as_it_was_written()
    {
        TownshipAddress address = new(Guid.NewGuid(), Guid.NewGuid());
        GrainKeys.Parse(GrainKeys.Of(address)).ShouldBe(address);
        Should.Throw<FormatException>(() => GrainKeys.Parse("330106103"));
    }
}
