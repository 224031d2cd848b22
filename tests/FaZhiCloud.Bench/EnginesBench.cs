namespace FaZhiCloud.Bench;

/// <summary>What the cluster costs: the same writes and reads on the embedded engine, on a silo in the gateway's process, and through a gateway on three silos.</summary>
internal static class EnginesBench
{
    private const string Embedded = "embedded engine", Inside = "Orleans, silo in the gateway's process", Cluster = "Orleans, 3 silo processes and a gateway";

    public static async Task RunAsync()
    {
        var program = Environment.GetEnvironmentVariable("FAZHI_SILO_PROGRAM");
        if (!File.Exists(program))
        {
            Console.WriteLine("没有 Orleans 引擎，跳过 engines (the Orleans engine was not built: nothing measured)");
            return;
        }

        await using var house = await House.OpenAsync(Facts.Busy);
        var plans = await WriteBench.PlansAsync(house);
        using var embedded = await Server.GatewayAsync(house);
        using var inside = await Server.GatewayAsync(house, "orleans");
        using var one = await Server.SiloAsync(house, program);
        using var two = await Server.SiloAsync(house, program);
        using var three = await Server.SiloAsync(house, program);
        using var client = await Server.GatewayAsync(house, "client");
        // Each way has townships of its own: two engines on one township would only fight over its versions.
        var ways = new (string Name, HttpLoad Load, int First)[]
        {
            (Embedded, new(embedded, house.Postgres), 0), (Inside, new(inside, house.Postgres), 600), (Cluster, new(client, house.Postgres, House.Callers, one.Id, two.Id, three.Id), 1_200),
        };
        await CompareAsync("写入 write: one transaction a request", way => WriteBench.Requests(house, plans, "/api/v1", way));
        await CompareAsync("读取 read: 乡镇主页 a township's page", way => (connection, n) => ("GET", $"/api/v1/townships/{house.Ids[way + ((connection + n * House.Callers) % 500)]}?year={Facts.Year}", null, null));

        Task CompareAsync(string title, Func<int, HttpLoad.Request> requests)
        {
            var rounds = new Rounds(title, "per second");
            foreach (var (name, load, first) in ways)
                rounds.Way(name, time => load.RunAsync(time, house.Tokens, requests(first)));
            return rounds.Ratio(Inside, Embedded).Ratio(Cluster, Embedded).RunAsync(5, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
        }
    }
}
