using System.Security.Cryptography;
using System.Text.Json;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary>A township of the demo, with the divisions above it.</summary>
public sealed record DemoTownship(string File, int Year, string Name, UnitKind Kind, string Code, string County, string City, string Province);

/// <summary>Fills an empty database: with the demo (five real townships' years), or with one administrator.</summary>
public sealed class DemoData(NpgsqlDataSource source, DivisionStore divisions, AccountStore accounts, ITownships townships)
{
    /// <summary>Known to everybody: the demo is served on this machine only.</summary>
    public const string Password = "Fazhi-demo-2026";

    /// <summary>The account that loads the demo's facts, as the journal shows it.</summary>
    private const string Loader = "demo-import";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo");

    /// <summary>Accounts of the demo: user name, role, and what they oversee.</summary>
    public static readonly IReadOnlyList<(string UserName, string DisplayName, Role Role, string Division)> Accounts =
    [
        ("province", "省司法厅（演示）", Role.Province, ""),
        ("auditor", "督察（演示）", Role.Auditor, ""),
        ("county", "仪陇县司法局（演示）", Role.County, "仪陇县"),
        ("clerk", "观紫镇经办人（演示）", Role.Clerk, "观紫镇"),
        ("leader", "观紫镇负责人（演示）", Role.Leader, "观紫镇"),
        ("clerk2", "背孜乡经办人（演示）", Role.Clerk, "背孜乡"),
    ];

    public static IReadOnlyList<DemoTownship> Townships() =>
        JsonSerializer.Deserialize<List<DemoTownship>>(File.ReadAllText(Path.Combine(Folder, "demo.json")), ApiJson.Options)!;

    public static TownshipYearFacts Facts(DemoTownship township) =>
        JsonSerializer.Deserialize<TownshipYearFacts>(File.ReadAllText(Path.Combine(Folder, township.File)), ApiJson.Options)!;

    /// <summary>Whether anything has been set up in this database.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select not exists (select from settings where key = 'set-up')");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Divisions, accounts and the five years. Interrupted half-way, it carries on at the next start.</summary>
    public async Task LoadAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var tenant = StableId("tenant");
        using var acting = ActingFor.Enter(tenant);
        if (await divisions.FindAsync(tenant, tenant, cancellationToken) is null)
        {
            var all = Divisions(tenant);
            await divisions.AddAsync(all, cancellationToken);
        }

        foreach (var (userName, displayName, role, division) in Accounts)
        {
            var id = division.Length == 0 ? tenant : StableId(division);
            if (!await accounts.ExistsAsync(userName, cancellationToken))
                await accounts.AddAsync(new(StableId($"account/{userName}"), tenant, userName, displayName, AccountStore.Hash(userName, Password), $"{role}".ToLowerInvariant(), id, ""), cancellationToken);
        }

        foreach (var township in Townships())
        {
            progress($"{township.Name} {township.Year}");
            var key = $"demo/{township.File}";
            var outcome = await townships.ExecuteAsync(new(tenant, StableId(township.Name)), new(new ImportFacts(Facts(township)), Loader, key, SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key))), cancellationToken);
            if (outcome is not Outcome.Done)
                throw new InvalidOperationException($"The demo file {township.File} was refused: {(outcome is Outcome.Refused refused ? string.Join("; ", refused.Refusals.Select(refusal => $"{refusal.Field} {refusal.En}")) : outcome)}");
        }

        await DoneAsync(cancellationToken);
    }

    /// <summary>A province without townships yet and its administrator, whose password is returned and shown once.</summary>
    public async Task<string> SetUpAsync(CancellationToken cancellationToken)
    {
        var tenant = Guid.CreateVersion7();
        await divisions.AddAsync([new(tenant, tenant, null, DivisionLevel.Province, "province", "00", "本省", $"/{tenant}/")], cancellationToken);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
        await accounts.AddAsync(new(Guid.CreateVersion7(), tenant, "admin", "省管理员", AccountStore.Hash("admin", password), "province", tenant, ""), cancellationToken, mustChange: true);
        await DoneAsync(cancellationToken);
        return password;
    }

    private async Task DoneAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("insert into settings (key, value) values ('set-up', 'true') on conflict (key) do nothing");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The demo's tree: townships of several provinces under one tenant, which stands in for the province.</summary>
    private static List<Division> Divisions(Guid tenant)
    {
        var all = new Dictionary<Guid, Division> { [tenant] = new(tenant, tenant, null, DivisionLevel.Province, "province", "demo", "法治云演示", $"/{tenant}/") };
        foreach (var township in Townships())
        {
            var city = Under(all[tenant], DivisionLevel.City, "city", township.Code[..4], township.City);
            var county = Under(city, DivisionLevel.County, "county", township.Code[..6], township.County);
            Under(county, DivisionLevel.Township, $"{township.Kind}".ToLowerInvariant(), township.Code, township.Name);
        }

        return [.. all.Values.OrderBy(division => division.Level)];

        Division Under(Division above, DivisionLevel level, string kind, string code, string name)
        {
            var id = StableId(name);
            return all.TryGetValue(id, out var known) ? known : all[id] = new(id, tenant, above.Id, level, kind, code, name, $"{above.Path}{id}/");
        }
    }

    /// <summary>The same id on every machine, so that links to the demo can be written down.</summary>
    private static Guid StableId(string name) => new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"fazhi-demo/{name}")).AsSpan(0, 16));
}
