using FaZhiCloud.Domain;
using FaZhiCloud.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace FaZhiCloud.Townships.Tests.Journal;

public sealed class JournalTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private readonly ManualTime time = ManualTime.On(2026, 3, 2);

    [Fact]
    public async Task State_from_the_journal_is_state_in_memory_is_state_from_snapshot_and_tail()
    {
        var journal = database.Journal; // skips here where PostgreSQL is missing
        await Task.Run(() => Prop.ForAll(
            Gen.Choose(0, 999_999).ArrayOf().ToArbitrary(),
            codes => CompareAsync(journal, codes).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(24)));
    }

    private async Task CompareAsync(TownshipJournal journal, int[] codes)
    {
        TownshipAddress address = new(MigratedDatabase.Tenant, Guid.CreateVersion7());
        var actor = new TownshipActor(address, journal, time, snapshotEvery: 5);
        foreach (var code in codes)
        {
            time.Now += TimeSpan.FromSeconds(1.1234567);
            await actor.ExecuteAsync(MigratedDatabase.Envelope(CommandScript.Make(await actor.StateAsync(default), code)), default);
        }

        var live = Snapshot.Write(await actor.StateAsync(default));
        Snapshot.Write(await journal.RebuildAsync(address, default)).ShouldBe(live);
        Snapshot.Write(await journal.LoadAsync(address, default)).ShouldBe(live);
    }

    [Fact]
    public async Task A_second_writer_at_the_same_version_is_rejected_and_decides_again()
    {
        var address = await database.TownshipAsync();
        TownshipActor first = new(address, database.Journal, time), second = new(address, database.Journal, time);
        await first.StateAsync(default);
        await second.StateAsync(default); // both have seen version 0

        (await first.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李一"))), default)).ShouldBeOfType<Outcome.Done>();
        (await second.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李二"))), default)).ShouldBeOfType<Outcome.Done>();

        var state = await database.Journal.RebuildAsync(address, default);
        state.Of<EnforcementOfficer>().Select(officer => (officer.Id, officer.Facts.Name)).ShouldBe([("officer-1", "李一"), ("officer-2", "李二")]);
    }

    [Fact]
    public async Task Of_two_writers_with_one_certificate_number_one_is_refused()
    {
        var address = await database.TownshipAsync();
        TownshipActor first = new(address, database.Journal, time), second = new(address, database.Journal, time);
        await first.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李一"))), default);
        await second.StateAsync(default);
        var register = new RegisterCertificate("officer-1", "川N1", new(2026, 1, 1), new(2030, 12, 31));

        (await first.ExecuteAsync(MigratedDatabase.Envelope(register), default)).ShouldBeOfType<Outcome.Done>();
        (await second.ExecuteAsync(MigratedDatabase.Envelope(register), default)).ShouldBeOfType<Outcome.Refused>().Refusals.ShouldHaveSingleItem().Code.ShouldBe("certificate.number_in_use");
    }

    [Fact]
    public async Task A_repeated_key_gets_the_first_answer_byte_for_byte_even_when_the_command_would_be_refused_now()
    {
        var address = await database.TownshipAsync();
        var establish = MigratedDatabase.Envelope(new EstablishLeadingGroup("法治建设工作领导小组", new(Period.OfYear(2026), [new(GroupRole.Head, "党委书记")])), "key-replay");
        var first = (await new TownshipActor(address, database.Journal, time).ExecuteAsync(establish, default)).ShouldBeOfType<Outcome.Done>();

        var again = (await new TownshipActor(address, database.Journal, time).ExecuteAsync(establish, default)).ShouldBeOfType<Outcome.Done>();

        again.Replayed.ShouldBeTrue();
        again.AnswerJson.ShouldBe(first.AnswerJson);
        (await database.ScalarAsync<long>($"select count(*) from journal where township_id = '{address.Township}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_refused()
    {
        var address = await database.TownshipAsync();
        var actor = new TownshipActor(address, database.Journal, time);
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李一")), "key-reuse", hash: 1), default);

        (await actor.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李二")), "key-reuse", hash: 2), default)).ShouldBeOfType<Outcome.KeyReused>();

        (await actor.StateAsync(default)).Of<EnforcementOfficer>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refused_command_stores_nothing_and_its_key_stays_free()
    {
        var address = await database.TownshipAsync();
        var actor = new TownshipActor(address, database.Journal, time);
        (await actor.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("")), "key-refused"), default)).ShouldBeOfType<Outcome.Refused>();

        (await actor.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李一")), "key-refused"), default)).ShouldBeOfType<Outcome.Done>();
    }

    [Fact]
    public async Task Another_tenants_address_does_not_open_a_townships_journal()
    {
        var address = await database.TownshipAsync();
        await new TownshipActor(address, database.Journal, time).ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李一"))), default);

        (await database.Journal.LoadAsync(address with { Tenant = Guid.NewGuid() }, default)).RecordCount.ShouldBe(0);
    }

    [Fact]
    public async Task Read_rows_follow_the_records()
    {
        var address = await database.TownshipAsync();
        var actor = new TownshipActor(address, database.Journal, time);
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new PlanStudy(new(Period.OfYear(2026), StudyKind.Lecture, "民法典"))), default);
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new RecordStudySession(new(Period.OfDay(new(2026, 3, 1)), StudyKind.Lecture, PlanItemId: "plan-1"))), default);
        (await IsOpen()).ShouldBeFalse();

        await actor.ExecuteAsync(MigratedDatabase.Envelope(new VoidRecord("登记错误") { RecordId = "session-2" }), default);

        (await IsOpen()).ShouldBeTrue();
        (await database.ScalarAsync<bool>($"select is_void from records where township_id = '{address.Township}' and record_id = 'session-2'")).ShouldBeTrue();

        Task<bool> IsOpen() => database.ScalarAsync<bool>($"select is_open from due_items where township_id = '{address.Township}' and item_id = 'plan-1'");
    }
}
