using FaZhiCloud.Domain;
using FaZhiCloud.Scheduling;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Townships.Tests.Alerts;

public sealed class AlertSweepTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private readonly ManualTime time = ManualTime.On(2026, 3, 2);

    private DateOnly Today => new Moment(time.Now, "").Today;

    [Fact]
    public async Task A_certificate_entered_with_25_days_left_is_announced_once_and_renewing_it_cancels_what_is_pending()
    {
        var (address, actor) = await OfficerAsync();
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new RegisterCertificate("officer-1", "川N1", Today.AddYears(-5), Today.AddDays(25))), default);
        var sweep = new AlertSweep(database.Service, time);
        await sweep.RunAsync();
        await sweep.RunAsync();
        (await AlertsAsync(address)).ShouldBe([(30, "open")]);

        await actor.ExecuteAsync(MigratedDatabase.Envelope(new RenewCertificate(Today, Today.AddYears(5)) { RecordId = "cert-2" }), default);
        time.Now = time.Now.AddDays(40);
        await sweep.RunAsync();

        (await AlertsAsync(address)).ShouldBe([(30, "cancelled")]);
    }

    [Fact]
    public async Task Surrendering_losing_or_voiding_a_certificate_ends_its_alerts()
    {
        foreach (var end in new RecordCommand[] { new SurrenderCertificate(Today, "调离"), new ReportCertificateLost(Today, "遗失"), new VoidRecord("登记错误") })
        {
            var (address, actor) = await OfficerAsync();
            await actor.ExecuteAsync(MigratedDatabase.Envelope(new RegisterCertificate("officer-1", "川N1", Today.AddYears(-5), Today.AddDays(5))), default);
            await new AlertSweep(database.Service, time).RunAsync();

            await actor.ExecuteAsync(MigratedDatabase.Envelope(end with { RecordId = "cert-2" }), default);

            (await AlertsAsync(address)).ShouldBe([(7, "cancelled")], end.GetType().Name);
        }
    }

    [Fact]
    public async Task Adviser_contracts_and_study_plans_are_announced_too_and_a_moved_plan_is_announced_anew()
    {
        var (address, actor) = await OfficerAsync();
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new SignAdviserContract(new(Period.OfYear(2026), "某律师事务所", Term: new(Today.AddYears(-1), Today.AddDays(60))))), default);
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new PlanStudy(new(Period.OfDay(Today.AddDays(7)), StudyKind.Lecture, "民法典"))), default);
        var sweep = new AlertSweep(database.Service, time);
        await sweep.RunAsync();
        (await AlertsAsync(address)).ShouldBe([(60, "open"), (7, "open")]);

        await actor.ExecuteAsync(MigratedDatabase.Envelope(new ChangeStudyPlan(new(Period.OfDay(Today.AddDays(6)), StudyKind.Lecture, "民法典"), "改期") { RecordId = "plan-3" }), default);
        await sweep.RunAsync();

        (await AlertsAsync(address)).ShouldBe([(60, "open"), (7, "cancelled"), (7, "open")]);
    }

    [Fact]
    public async Task A_year_over_a_hundred_certificates_with_a_week_of_outage_and_two_sweeps_at_once_announces_each_step_exactly_once()
    {
        var (address, actor) = await OfficerAsync();
        var start = Today;
        var random = new Random(20260302);
        for (var i = 0; i < 100; i++)
            await actor.ExecuteAsync(MigratedDatabase.Envelope(new RegisterCertificate("officer-1", $"川N{i}", start.AddYears(-5), start.AddDays(random.Next(-30, 420)))), default);
        var renewed = new HashSet<string>();
        AlertSweep one = new(database.Service, time), other = new(database.Service, time);

        for (var day = 0; day <= 365; day++)
        {
            if (day == 120) // a tenth is renewed on the way
            {
                foreach (var certificate in (await actor.StateAsync(default)).Of<Certificate>().Where((_, i) => i % 10 == 0).ToList())
                {
                    await actor.ExecuteAsync(MigratedDatabase.Envelope(new RenewCertificate(certificate.Current.From.AddDays(1), start.AddYears(6)) { RecordId = certificate.Id }), default);
                    renewed.Add(certificate.Id);
                }
            }

            if (day is < 200 or >= 207) // a week of outage
                await Task.WhenAll(one.RunAsync(), other.RunAsync());
            time.Now = time.Now.AddDays(1);
        }

        time.Now = time.Now.AddDays(-1);
        var expected = (await actor.StateAsync(default)).Of<Certificate>()
            .SelectMany(certificate => certificate.DueItems(TownshipState.Empty).Select(item => (item, until: renewed.Contains(certificate.Id) && item.Id.EndsWith("/1", StringComparison.Ordinal) ? start.AddDays(119) : Today)))
            .SelectMany(pair => AlertSteps.Reached(pair.item, pair.until).Select(step => $"{pair.item.Id} {step}")).Order(StringComparer.Ordinal).ToList();
        (await ListAsync($"select item_id || ' ' || step from alerts where township_id = '{address.Township}'")).Order(StringComparer.Ordinal).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task A_day_begins_in_shanghai_not_in_greenwich()
    {
        var (address, actor) = await OfficerAsync();
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new RegisterCertificate("officer-1", "川N1", new(2021, 4, 1), new DateOnly(2026, 3, 31))), default);
        time.Now = new DateTimeOffset(2026, 3, 30, 15, 59, 0, TimeSpan.Zero); // 23:59 in Shanghai
        await new AlertSweep(database.Service, time).RunAsync();
        var before = await AlertsAsync(address);

        time.Now = new DateTimeOffset(2026, 3, 30, 16, 1, 0, TimeSpan.Zero); // 00:01 on the due day
        await new AlertSweep(database.Service, time).RunAsync();

        (await AlertsAsync(address)).Except(before).ShouldBe([(0, "open")]);
    }

    private async Task<(TownshipAddress Address, TownshipActor Actor)> OfficerAsync()
    {
        var address = await database.TownshipAsync();
        var actor = new TownshipActor(address, database.Journal, time);
        await actor.ExecuteAsync(MigratedDatabase.Envelope(new AppointOfficer(new("李某"))), default);
        return (address, actor);
    }

    private async Task<List<(int Step, string State)>> AlertsAsync(TownshipAddress address) =>
        [.. (await ListAsync($"select step || ' ' || state from alerts where township_id = '{address.Township}' order by id")).Select(text => (int.Parse(text.Split(' ')[0]), text.Split(' ')[1]))];

    private async Task<List<string>> ListAsync(string sql)
    {
        var rows = new List<string>();
        await using var command = database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
