namespace FaZhiCloud.Bench;

/// <summary>Reads a second: a township's page, its study sessions, and the first page of 2,000 townships.</summary>
internal static class ReadBench
{
    public static async Task RunAsync()
    {
        await using var house = await House.OpenAsync(Facts.Busy);
        await Plain.PlainData.CopyAsync(house);
        using var gateway = await Server.GatewayAsync(house);
        using var plain = await Server.PlainAsync(house);
        var (ours, theirs) = (new HttpLoad(gateway, house.Postgres), new HttpLoad(plain, house.Postgres));
        await CompareAsync("乡镇主页 a township's page", id => $"/townships/{id}?year={Facts.Year}");
        await CompareAsync("学法记录 40 study sessions of a year", id => $"/townships/{id}/study-sessions?year={Facts.Year}");
        await CompareAsync("乡镇列表 the first 50 of 2,000 townships", _ => $"/townships?year={Facts.Year}");

        Task CompareAsync(string title, Func<Guid, string> path)
        {
            HttpLoad.Request Get(string root) => (connection, n) => ("GET", root + path(house.Ids[(connection + n * House.Callers) % 500]), null, null);
            const string Ours = "ours", Ef = "plain API on EF Core";
            return new Rounds($"读取 read: {title}", "per second")
                .Way(Ours, time => ours.RunAsync(time, house.Tokens, Get("/api/v1"))).Way(Ef, time => theirs.RunAsync(time, house.Tokens, Get("/plain")))
                .Ratio(Ours, Ef).RunAsync(5, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        }
    }
}
