using FaZhiCloud.Testing;

namespace FaZhiCloud.Resilience.Tests;

public sealed class KilledPostgresTests(DurableDatabase database) : IClassFixture<DurableDatabase>
{
    [Fact]
    public async Task A_postgresql_killed_amid_two_thousand_writes_keeps_what_was_confirmed_and_the_gateway_goes_on()
    {
        var server = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var storm = new Storm(database, server, await database.TokenAsync());
        await using var gateway = ServerProcess.Start(["serve", "--urls", server.ToString()], ("FAZHI_POSTGRES", database.Connection), ("FAZHI_RateLimit__PerUserPerSecond", "1000000"));
        await gateway.ReadyAsync(server);

        for (var round = 0; round < 2; round++)
        {
            var writes = storm.Round(round);
            var mark = 300 + round * 700;
            await storm.SendAsync(writes, confirmed =>
            {
                if (confirmed == mark)
                    database.Kill();
            });
            writes.Count(write => write.Answer is not null).ShouldBeInRange(mark, writes.Count - 1, "it was killed in the middle");

            await database.RestartAsync();
            await gateway.ReadyAsync(server);
            await storm.CheckAsync(complete: false);
            await storm.SendAsync(writes);
            writes.ShouldAllBe(write => write.Answer != null);
            await storm.CheckAsync(complete: true);
        }

        await storm.CheckListsAsync();
    }
}
