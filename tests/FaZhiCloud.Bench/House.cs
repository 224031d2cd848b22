using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Postgres;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace FaZhiCloud.Bench;

/// <summary>A durable private PostgreSQL with a province of 2,000 townships, each with a year's facts.</summary>
internal sealed class House : IAsyncDisposable
{
    public const int Townships = 2_000, Callers = 32;

    private readonly EmbeddedPostgres postgres;
    private readonly string directory;

    private House(EmbeddedPostgres postgres, string directory, string owner) =>
        (this.postgres, this.directory, Owner, Source, Unfenced) = (postgres, directory, owner, NpgsqlDataSource.Create(Migrator.AsService(owner)), NpgsqlDataSource.Create(owner));

    /// <summary>Connection string with the owner's rights.</summary>
    public string Owner { get; }

    /// <summary>Connections in the role of the service.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Connections of the owner, whom row-level security lets through.</summary>
    public NpgsqlDataSource Unfenced { get; }

    public int Postgres => postgres.ProcessId;

    public Guid Tenant { get; } = Guid.CreateVersion7();

    public Guid[] Ids { get; } = [.. Enumerable.Range(0, Townships).Select(_ => Guid.CreateVersion7())];

    /// <summary>Valid tokens of so many county clerks.</summary>
    public string[] Tokens { get; private set; } = [];

    public static async Task<House> OpenAsync(Func<int, TownshipYearFacts> facts)
    {
        var place = Path.Combine(Path.GetTempPath(), $"fazhi-bench-{Environment.ProcessId}", "postgres");
        Directory.CreateDirectory(place);
        var server = await EmbeddedPostgres.StartAsync(new() { DataDirectory = place, Durable = true });
        var house = new House(server, place, await server.CreateDatabaseAsync("bench"));
        await MigrateCommand.RunAsync(house.Owner, _ => { }, CancellationToken.None);
        var issuer = new TokenIssuer(TimeProvider.System);
        await issuer.LoadAsync(house.Source, CancellationToken.None);
        house.Tokens = [.. Enumerable.Range(0, Callers).Select(i => issuer.Issue(new(Guid.CreateVersion7(), house.Tenant, $"clerk{i}", $"经办人{i}", "", "county", house.Tenant, $"/{house.Tenant}/")))];
        await house.SettleAsync();
        await house.FillAsync(facts);
        return house;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Unfenced.DisposeAsync();
        await postgres.DisposeAsync();
        await EmbeddedPostgres.DeleteAsync(directory);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Owner);
        await using var command = owner.CreateCommand(sql);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A province, a city, and a hundred townships a county.</summary>
    private async Task SettleAsync()
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var city = Guid.CreateVersion7();
        var counties = Enumerable.Range(0, Townships / 100).Select(_ => Guid.CreateVersion7()).ToArray();
        await new DivisionStore(Source, cache).AddAsync(
            [
                new(Tenant, Tenant, null, DivisionLevel.Province, "province", "51", "四川省", $"/{Tenant}/"),
                new(city, Tenant, Tenant, DivisionLevel.City, "city", "5113", "南充市", $"/{Tenant}/{city}/"),
                .. counties.Select((county, i) => new Division(county, Tenant, city, DivisionLevel.County, "county", $"5113{i:00}", $"第{i}县", $"/{Tenant}/{city}/{county}/")),
                .. Ids.Select((id, i) => new Division(id, Tenant, counties[i / 100], DivisionLevel.Township, "town", $"5113{i / 100:00}{i % 100:000}", $"第{i}镇", $"/{Tenant}/{city}/{counties[i / 100]}/{id}/")),
            ],
            CancellationToken.None);
    }

    /// <summary>Five townships import facts; the others get copies of their rows.</summary>
    private async Task FillAsync(Func<int, TownshipYearFacts> facts)
    {
        using var engine = new EmbeddedTownships(new TownshipJournal(Source), TimeProvider.System);
        for (var i = 0; i < 5; i++)
        {
            if (await engine.ExecuteAsync(new(Tenant, Ids[i]), new(new ImportFacts(facts(i)), "bench", $"facts-{i}", [1])) is not Outcome.Done)
                throw new InvalidOperationException($"Facts {i} were refused.");
            var rest = string.Join(", ", Ids.Where((_, n) => n >= 5 && n % 5 == i).Select(id => $"'{id}'"));
            foreach (var table in new[] { "journal", "records", "due_items" })
            {
                await ExecuteAsync($"""
                    do $$ declare columns text; begin
                        select string_agg(case when column_name = 'township_id' then 't.id' else 's.' || column_name end, ', ' order by ordinal_position) into columns
                        from information_schema.columns where table_name = '{table}' and table_schema = 'public';
                        execute 'insert into {table} select ' || columns || ' from {table} s cross join unnest($1) as t (id) where s.township_id = $2' using array[{rest}]::uuid[], '{Ids[i]}'::uuid;
                    end $$
                    """);
            }
        }

        await ExecuteAsync("vacuum analyze");
    }
}
