using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Tests.Alerts;

public sealed class ScheduleTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    [Fact]
    public async Task Two_gateways_on_one_database_sweep_at_start_announce_once_and_share_one_trigger_at_half_past_six()
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/officers", """{"name":"李某"}""")).ShouldBe(201);
        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/certificates", """{"officerId":"officer-1","number":"1","validFrom":"2021-03-27","validTo":"2026-03-27"}""")).ShouldBe(201);

        await gateway.StartAsync(schedule: true);
        await EventuallyAsync("the sweep at the first gateway's start", () => gateway.ScalarAsync<bool>("select exists (select from sweeps where day = '2026-03-02')"));
        var first = await gateway.ScalarAsync<DateTime>("select at from sweeps");
        gateway.Time.Now = gateway.Time.Now.AddMinutes(5);
        await gateway.StartAsync(schedule: true);
        await EventuallyAsync("the sweep at the second gateway's start", () => gateway.ScalarAsync<bool>($"select at > timestamptz '{first:O}' from sweeps"));

        (await gateway.ScalarAsync<int>("select raised from sweeps")).ShouldBe(1);
        (await clerk.GetAsync($"/api/v1/divisions/{township.Id}/alerts")).ShouldBe(200).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await gateway.ScalarAsync<string>("select string_agg(concat_ws(' ', trigger_name, cron_expression, time_zone_id), ';') from qrtz_cron_triggers")).ShouldBe("each-morning 0 30 6 * * ? Asia/Shanghai");
        (await gateway.ScalarAsync<long>("select count(*) from qrtz_job_details")).ShouldBe(1);
        var next = new DateTimeOffset(await gateway.ScalarAsync<long>("select next_fire_time from qrtz_triggers where trigger_name = 'each-morning'"), TimeSpan.Zero).ToOffset(TimeSpan.FromHours(8));
        (next.Hour, next.Minute).ShouldBe((6, 30));
        await EventuallyAsync("two nodes of one cluster", () => gateway.ScalarAsync<bool>("select count(*) = 2 from qrtz_scheduler_state"));
    }

    private static async Task EventuallyAsync(string what, Func<Task<bool>> holds)
    {
        var until = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            until.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), $"waited for {what}");
            await Task.Delay(50);
        }
    }
}
