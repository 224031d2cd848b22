using FaZhiCloud.Testing;

namespace FaZhiCloud.Resilience.Tests;

public sealed class KilledGatewayTests(DurableDatabase database) : IClassFixture<DurableDatabase>
{
    [Fact]
    public async Task A_gateway_killed_five_times_amid_two_thousand_writes_loses_no_confirmed_write_and_doubles_none()
    {
        var server = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var storm = new Storm(database, server, await database.TokenAsync());
        var gateway = await StartAsync(server);
        try
        {
            for (var round = 0; round < 5; round++)
            {
                var writes = storm.Round(round);
                var (running, mark, killed) = (gateway, 150 + round * 300, new TaskCompletionSource());
                var killing = killed.Task.ContinueWith(_ => running.KillAsync(), TaskScheduler.Default).Unwrap();
                await storm.SendAsync(writes, confirmed =>
                {
                    if (confirmed == mark)
                        killed.TrySetResult();
                });
                killed.TrySetResult();
                await killing;
                writes.Count(write => write.Answer is not null).ShouldBeInRange(mark, writes.Count - 1, "it was killed in the middle");

                gateway = await StartAsync(server);
                await storm.CheckAsync(complete: false);
                await storm.SendAsync(writes);
                writes.ShouldAllBe(write => write.Answer != null);
                await storm.CheckAsync(complete: true);
            }

            await storm.CheckListsAsync();
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }

    private async Task<ServerProcess> StartAsync(Uri server)
    {
        var gateway = ServerProcess.Start(["serve", "--urls", server.ToString()], ("FAZHI_POSTGRES", database.Connection), ("FAZHI_RateLimit__PerUserPerSecond", "1000000"));
        await gateway.ReadyAsync(server);
        return gateway;
    }
}
