using FaZhiCloud.Domain;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Tests;
using Npgsql;

namespace FaZhiCloud.Testing;

/// <summary>
/// What every engine must do, whatever runs the townships. Each engine's test project derives from this and says how to make one:
/// a fact that holds for one engine only belongs elsewhere.
/// </summary>
public abstract class TownshipsConformance(MigratedDatabase database) : IAsyncLifetime
{
    private readonly IDisposable acting = ActingFor.Enter(MigratedDatabase.Tenant);

    protected MigratedDatabase Database => database;

    internal ManualTime Time { get; } = ManualTime.On(2026, 3, 2);

    /// <summary>The engine under test.</summary>
    protected abstract ITownships Engine { get; }

    /// <summary>Another engine of the same kind on the same database: another process, or another silo.</summary>
    protected abstract ITownships Other { get; }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        acting.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Commands_of_one_township_are_carried_out_one_at_a_time_and_read_back()
    {
        var address = await NewAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 150).Select(i => Engine.ExecuteAsync(address, Appoint($"李{i}"))));

        outcomes.ShouldAllBe(outcome => outcome is Outcome.Done);
        (await OfficersAsync(Engine, address)).Select(item => item.Id).ShouldBe(Enumerable.Range(1, 150).Select(i => $"officer-{i}"));
    }

    [Fact]
    public async Task Two_engines_on_one_database_lose_no_write_and_each_reads_its_own()
    {
        var address = await NewAsync();

        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            var (engine, envelope) = (i % 2 == 0 ? Engine : Other, Appoint($"李{i}"));
            Outcome outcome;
            do
                outcome = await engine.ExecuteAsync(address, envelope);
            while (outcome is Outcome.Busy);
            var version = System.Text.Json.JsonSerializer.Deserialize<Answer>(outcome.ShouldBeOfType<Outcome.Done>().AnswerJson, DomainJson.Options)!.Version;
            (await engine.ReadAsync(address, new VersionView())).ShouldBeGreaterThanOrEqualTo(version);
        }));

        (await database.Journal.RebuildAsync(address, default)).Of<EnforcementOfficer>().Count().ShouldBe(60);
    }

    [Fact]
    public async Task A_refusal_names_its_field_and_stores_nothing()
    {
        var address = await NewAsync();

        (await Engine.ExecuteAsync(address, Appoint(""))).ShouldBeOfType<Outcome.Refused>().Refusals.ShouldHaveSingleItem().Field.ShouldBe("name");

        (await Engine.ReadAsync(address, new VersionView())).ShouldBe(0);
    }

    [Fact]
    public async Task A_repeated_key_gets_the_same_bytes_and_another_request_with_it_is_refused()
    {
        var (address, envelope) = (await NewAsync(), Appoint("李一"));
        var first = (await Engine.ExecuteAsync(address, envelope)).ShouldBeOfType<Outcome.Done>();

        var again = (await Engine.ExecuteAsync(address, envelope)).ShouldBeOfType<Outcome.Done>();
        var elsewhere = (await Other.ExecuteAsync(address, envelope)).ShouldBeOfType<Outcome.Done>();

        (first.Replayed, again.Replayed, elsewhere.Replayed).ShouldBe((false, true, true));
        again.AnswerJson.ShouldBe(first.AnswerJson);
        elsewhere.AnswerJson.ShouldBe(first.AnswerJson);
        (await Engine.ExecuteAsync(address, envelope with { RequestHash = [9] })).ShouldBeOfType<Outcome.KeyReused>();
        (await OfficersAsync(Engine, address)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_callers_with_one_key_get_one_record()
    {
        var (address, envelope) = (await NewAsync(), Appoint("李一"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Engine : Other).ExecuteAsync(address, envelope)));

        outcomes.Select(outcome => outcome.ShouldBeOfType<Outcome.Done>().AnswerJson).ShouldAllBe(answer => answer.SequenceEqual(((Outcome.Done)outcomes[0]).AnswerJson));
        (await OfficersAsync(Engine, address)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_township_is_loaded_again_with_all_it_had_from_a_snapshot_and_the_tail()
    {
        var address = await NewAsync();
        for (var i = 0; i < TownshipActor.DefaultSnapshotEvery + 5; i++)
            (await Engine.ExecuteAsync(address, Appoint($"李{i}"))).ShouldBeOfType<Outcome.Done>();

        (await OfficersAsync(Other, address)).Count.ShouldBe(TownshipActor.DefaultSnapshotEvery + 5);
    }

    [Fact]
    public async Task A_database_whose_connections_break_leaves_a_township_that_knows_what_was_written()
    {
        var (address, envelope) = (await NewAsync(), Appoint("李一"));
        await Engine.ExecuteAsync(address, Appoint("李〇"));

        await using (var cut = database.Owner.CreateCommand("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'fazhicloud' and datname = current_database()"))
            await cut.ExecuteNonQueryAsync();
        try
        {
            await Engine.ExecuteAsync(address, envelope); // an engine may try again by itself
        }
        catch (Exception e) when (e is NpgsqlException or TownshipUnavailableException)
        {
            // Or leave that to the caller, who does not know whether it was written.
        }

        (await Engine.ExecuteAsync(address, envelope)).ShouldBeOfType<Outcome.Done>();
        (await OfficersAsync(Engine, address)).Select(item => item.Title).ShouldBe(["李〇", "李一"]);
    }

    [Fact]
    public async Task Every_kind_of_view_answers_the_same_as_the_state_itself()
    {
        var address = await NewAsync();
        await Engine.ExecuteAsync(address, MigratedDatabase.Envelope(new RecordStudySession(new(Period.OfDay(new(2026, 3, 1)), StudyKind.Lecture, Laws: ["民法典"], Attendance: 60))));
        await Engine.ExecuteAsync(address, Appoint("李一"));
        var state = await database.Journal.RebuildAsync(address, default);
        var report = new ReportView(new(2026, new(2026, 12, 31), new("测试乡", UnitKind.Township, "测试县"), ReportTemplate.Statutory));

        Json(await Engine.ReadAsync(address, report)).ShouldBe(Json(report.Of(state)));
        Json(await Engine.ReadAsync(address, new RecordsView("study-sessions"))).ShouldBe(Json(new RecordsView("study-sessions").Of(state)));
        (await Engine.ReadAsync(address, new VersionView())).ShouldBe(state.Version);

        static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, DomainJson.Options);
    }

    [Fact]
    public async Task Another_tenants_township_cannot_be_reached_nor_one_by_nobodys_order()
    {
        var address = await NewAsync();
        using (ActingFor.Enter(Guid.NewGuid()))
        {
            await Should.ThrowAsync<WrongTenantException>(() => Engine.ReadAsync(address, new VersionView()));
            await Should.ThrowAsync<WrongTenantException>(() => Engine.ExecuteAsync(address, Appoint("李一")));
        }

        using (ActingFor.Enter(Guid.Empty))
            await Should.ThrowAsync<WrongTenantException>(() => Engine.ReadAsync(address, new VersionView()));
        (await Engine.ReadAsync(address, new VersionView())).ShouldBe(0);
    }

    protected static CommandEnvelope Appoint(string name) => MigratedDatabase.Envelope(new AppointOfficer(new(name)));

    protected static async Task<IReadOnlyList<RecordItem>> OfficersAsync(ITownships engine, TownshipAddress address)
    {
        var items = new List<RecordItem>();
        for (string? after = null; ;)
        {
            var page = await engine.ReadAsync(address, new RecordsView("officers", After: after, Limit: 200));
            items.AddRange(page.Items);
            if (page.Next is null)
                return items;
            after = page.Next;
        }
    }

    protected Task<TownshipAddress> NewAsync() => database.TownshipAsync();
}
