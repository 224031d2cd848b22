using FaZhiCloud.Townships;

namespace FaZhiCloud.Bench;

/// <summary>Writes a second: a ledger entry and a study session that fulfils a plan item, in turns.</summary>
internal static class WriteBench
{
    /// <summary>Townships that each way writes to; every connection keeps to its own, as clerks do.</summary>
    public const int Townships = 320;

    public const string Ours = "ours: gateway, JWT, Idempotency-Key";

    public static async Task RunAsync()
    {
        await using var house = await House.OpenAsync(Facts.Busy);
        await Plain.PlainData.CopyAsync(house);
        var plans = await PlansAsync(house);
        using var gateway = await Server.GatewayAsync(house);
        using var plain = await Server.PlainAsync(house);
        await using var limit = new WriteLimit(house, plans);
        var (ours, theirs) = (new HttpLoad(gateway, house.Postgres), new HttpLoad(plain, house.Postgres));
        const string Limit = "(a) the same rows, prepared, in-process", Ef = "(b) plain API on EF Core";
        await new Rounds("写入 write: 32 connections, one transaction a request, fsync on", "per second")
            .Way(Ours, time => ours.RunAsync(time, house.Tokens, Requests(house, plans, "/api/v1", 0)))
            .Way(Limit, limit.RunAsync)
            .Way(Ef, time => theirs.RunAsync(time, house.Tokens, Requests(house, plans, "/plain", 0)))
            .Ratio(Ours, Limit, "≥ 0.6").Ratio(Ours, Ef, "≥ 1.2")
            .RunAsync(5, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10));
    }

    /// <summary>Ids of the study plan's items by township.</summary>
    public static async Task<Dictionary<Guid, string[]>> PlansAsync(House house)
    {
        await using var batch = house.Source.ForTenant(house.Tenant, "select township_id, array_agg(record_id order by record_id) from records where area = 'study-plan' group by township_id");
        await using var reader = await batch.ReadAsync(CancellationToken.None);
        var plans = new Dictionary<Guid, string[]>();
        while (await reader.ReadAsync())
            plans[reader.GetGuid(0)] = reader.GetFieldValue<string[]>(1);
        return plans;
    }

    public static string SessionBody(string plan) =>
        $$"""{"on":"2023-03-12","kind":"leadershipStudy","topics":["宪法学习"],"laws":["宪法"],"attendance":23,"host":"党委书记","planItemId":"{{plan}}"}""";

    public static HttpLoad.Request Requests(House house, Dictionary<Guid, string[]> plans, string root, int first) => (connection, n) =>
    {
        var township = house.Ids[first + (connection + n / 2 * House.Callers) % Townships];
        var key = $"{root.Length}-{first}-{connection}-{n}";
        return n % 2 == 0
            ? ("POST", $"{root}/townships/{township}/ledgers/publicity", Facts.LedgerBody, key)
            : ("POST", $"{root}/townships/{township}/study-sessions", SessionBody(plans[township][n / 2 % 12]), key);
    };
}
