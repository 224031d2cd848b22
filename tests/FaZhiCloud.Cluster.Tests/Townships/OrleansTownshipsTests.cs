using System.Collections.Concurrent;
using System.Diagnostics;
using FaZhiCloud.Domain;
using FaZhiCloud.Grains;
using FaZhiCloud.Testing;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace FaZhiCloud.Cluster.Tests.Townships;

/// <summary>The Orleans engine, seen from two silos of one cluster.</summary>
public sealed class OrleansConformanceTests(MigratedDatabase database) : TownshipsConformance(database), IClassFixture<MigratedDatabase>
{
    private Silos? silos;

    protected override ITownships Engine => silos!.Engines[0];

    protected override ITownships Other => silos!.Engines[1];

    public override async ValueTask InitializeAsync()
    {
        silos = new(Database, Time);
        await silos.AddAsync(2);
    }

    public override async ValueTask DisposeAsync()
    {
        if (silos is not null)
            await silos.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_gateway_that_holds_no_township_reads_and_writes_through_the_silos()
    {
        var (client, address) = (await silos!.AddClientAsync(), await NewAsync());

        (await client.ExecuteAsync(address, Appoint("李一"))).ShouldBeOfType<Outcome.Done>();

        (await OfficersAsync(client, address)).ShouldHaveSingleItem().Title.ShouldBe("李一");
        (await OfficersAsync(Engine, address)).ShouldHaveSingleItem();
    }

    /// <summary>Somebody who reaches the silos' ports and knows an id, without our gateway's check before.</summary>
    [Fact]
    public async Task The_silo_itself_refuses_a_call_for_another_tenant_or_for_none()
    {
        var address = await NewAsync();
        var grain = silos!.Hosts[0].Services.GetRequiredService<IGrainFactory>().GetGrain<ITownshipGrain>(GrainKeys.Of(address));

        await Should.ThrowAsync<ForeignTownshipException>(() => grain.ReadAsync(Payload.Of<View>(new VersionView())));
        RequestContext.Set(TenantCheck.Tenant, Guid.NewGuid());
        await Should.ThrowAsync<ForeignTownshipException>(() => grain.ReadAsync(Payload.Of<View>(new VersionView())));
        RequestContext.Set(TenantCheck.Tenant, address.Tenant);
        (await grain.ReadAsync(Payload.Of<View>(new VersionView()))).Read<long>().ShouldBe(0);
    }

    [Fact]
    public async Task A_database_goes_from_engine_to_engine_and_back_and_loses_nothing()
    {
        var address = await NewAsync();
        var written = 0;
        await WriteAsync(new EmbeddedTownships(Database.Journal, Time));
        await WriteAsync(Engine);
        await WriteAsync(new EmbeddedTownships(Database.Journal, Time));
        await WriteAsync(Other);

        using var embedded = new EmbeddedTownships(Database.Journal, Time);
        var officers = (await OfficersAsync(embedded, address)).Select(item => item.Title).ToList();
        officers.ShouldBe(Enumerable.Range(0, written).Select(i => $"李{i}"));
        (await OfficersAsync(Engine, address)).Select(item => item.Title).ShouldBe(officers);
        Snapshot.Write(await Database.Journal.LoadAsync(address, default)).ShouldBe(Snapshot.Write(await Database.Journal.RebuildAsync(address, default)));
        (await Database.ScalarAsync<long>("select count(*) from snapshots")).ShouldBeGreaterThan(0, "the embedded engine kept one");
        (await Database.ScalarAsync<long>("select count(*) from grain_states where state_name = 'township'")).ShouldBeGreaterThan(0, "the grain storage kept one");

        // More than the events between two snapshots each time, so that each engine meets old ones of its own.
        async Task WriteAsync(ITownships engine)
        {
            for (var i = 0; i < TownshipActor.DefaultSnapshotEvery + 3; i++)
                (await engine.ExecuteAsync(address, Appoint($"李{written++}"))).ShouldBeOfType<Outcome.Done>();
            (engine as IDisposable)?.Dispose();
        }
    }

    [Fact]
    public async Task A_trace_goes_from_the_caller_through_the_silo_and_no_metric_names_a_tenant()
    {
        var address = await NewAsync();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal) || source.Name is "Npgsql" or "test",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var metrics = new FaZhiCloud.Townships.Telemetry.Metrics();

        ActivityTraceId trace;
        using (var request = source.StartActivity("request")!)
        {
            trace = request.TraceId;
            await Engine.ExecuteAsync(address, Appoint("李一"));
        }

        var ours = spans.Where(span => span.TraceId == trace).ToList();
        ours.ShouldContain(span => span.Source.Name == "Microsoft.Orleans.Application" && span.Kind == ActivityKind.Server);
        ours.ShouldContain(span => span.Source.Name == "Npgsql", "the silo's work in the database belongs to the request");
        var exposition = metrics.Exposition();
        exposition.ShouldNotContain($"{address.Tenant}");
        exposition.ShouldNotContain($"{address.Township}");
        exposition.ShouldContain("orleans");
    }
}

public sealed class GrainKeysTests
{
    [Fact]
    public void A_key_is_read_back_as_it_was_written()
    {
        TownshipAddress address = new(Guid.NewGuid(), Guid.NewGuid());
        GrainKeys.Parse(GrainKeys.Of(address)).ShouldBe(address);
        Should.Throw<FormatException>(() => GrainKeys.Parse("330106103"));
    }
}
