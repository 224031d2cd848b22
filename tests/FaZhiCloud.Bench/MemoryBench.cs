using FaZhiCloud.Domain;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Bench;

/// <summary>KB of managed heap an active township, and resident memory of the gateway.</summary>
internal static class MemoryBench
{
    public static async Task RunAsync()
    {
        await using var house = await House.OpenAsync(Facts.Demo);
        Console.WriteLine("\n── 内存 memory ──");
        using var engine = new EmbeddedTownships(new TownshipJournal(house.Source), TimeProvider.System);
        var records = 0;
        foreach (var id in house.Ids[^5..])
            await engine.ReadAsync(new(house.Tenant, id), new OverviewView(Facts.Year));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var taken = 0;
        foreach (var id in house.Ids[..^5])
        {
            records += (await engine.ReadAsync(new(house.Tenant, id), new OverviewView(Facts.Year))).Areas.Sum(area => area.Records);
            taken++;
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / taken;
        Console.WriteLine($"一个活动乡镇 an active township ({(double)records / taken:0} records of its year): {each:0.0} KB  目标 aim ≤ 30");
        GC.KeepAlive(engine);

        using var gateway = await Server.GatewayAsync(house);
        await Task.Delay(TimeSpan.FromSeconds(10));
        Console.WriteLine($"空闲网关 the idle gateway: {gateway.Resident():0} MB resident  目标 aim < 300");
        var load = new HttpLoad(gateway, house.Postgres);
        await load.RunAsync(TimeSpan.FromSeconds(10), house.Tokens, (connection, n) => ("GET", $"/api/v1/townships/{house.Ids[(connection + n * House.Callers) % House.Townships]}?year={Facts.Year}", null, null));
        await Task.Delay(TimeSpan.FromSeconds(5));
        Console.WriteLine($"读过 2,000 个乡镇之后 after reading 2,000 townships under load: {gateway.Resident():0} MB resident");
    }
}
