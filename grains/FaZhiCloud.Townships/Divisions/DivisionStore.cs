using FaZhiCloud.Domain;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using NpgsqlTypes;

namespace FaZhiCloud.Townships;

/// <summary>Levels of 行政区划.</summary>
public enum DivisionLevel : short
{
    Province,
    City,
    County,
    Township,
}

/// <summary>One division. Its id is ours and stays; codes and names change with mergers.</summary>
/// <param name="Path">Ids from the province down to itself: <c>/a/b/c/</c>. What lies below has a path that begins with it.</param>
public sealed record Division(Guid Id, Guid TenantId, Guid? ParentId, DivisionLevel Level, string Kind, string Code, string Name, string Path);

/// <summary>A township in a list.</summary>
/// <param name="Records">Records of the year, void ones left out.</param>
/// <param name="OpenAlerts">Alerts nobody has dealt with.</param>
/// <param name="NextDueOn">The next day on which something falls due.</param>
public sealed record TownshipRow(Guid Id, string Name, string Code, string County, int Records, int OpenAlerts, DateOnly? NextDueOn);

/// <summary>One township on the board of a division.</summary>
/// <param name="Lapsed">Certificates and contracts past their last day and not renewed.</param>
/// <param name="DueSoon">What falls due within 30 days.</param>
/// <param name="MissedStudy">Plan items of the year whose time has passed without a session.</param>
public sealed record BoardRow(Guid Id, string Name, string County, int Records, int Lapsed, int DueSoon, int MissedStudy, int OpenAlerts);

/// <summary>Divisions on PostgreSQL, looked up through a short-lived cache.</summary>
public sealed class DivisionStore(NpgsqlDataSource source, IMemoryCache cache)
{
    private readonly record struct Known(Guid Tenant, Guid Id);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private const string Columns = "id, tenant_id, parent_id, level, kind, code, name, path";

    /// <summary>A tenant's division by id; null where it has none such.</summary>
    public async Task<Division?> FindAsync(Guid tenant, Guid id, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(new Known(tenant, id), out Division? known))
            return known;
        var found = (await QueryAsync(tenant, $"select {Columns} from divisions where id = $1 and tenant_id = $2", [id, tenant], cancellationToken)).FirstOrDefault();
        if (found is not null)
            cache.Set(new Known(tenant, id), found, Fresh);
        return found;
    }

    /// <summary>A township by its names, with those of the divisions above it. Where no county stands above it (东莞), the next higher division takes its place.</summary>
    public async Task<Unit> UnitAsync(Division township, CancellationToken cancellationToken)
    {
        var above = new Dictionary<DivisionLevel, string>();
        for (var division = township; division is not null; division = division.ParentId is { } parent ? await FindAsync(township.TenantId, parent, cancellationToken) : null)
            above.TryAdd(division.Level, division.Name);
        return new(
            township.Name, Enum.Parse<UnitKind>(township.Kind, ignoreCase: true),
            above.GetValueOrDefault(DivisionLevel.County) ?? above.GetValueOrDefault(DivisionLevel.City) ?? above.GetValueOrDefault(DivisionLevel.Province, ""),
            above.GetValueOrDefault(DivisionLevel.City), above.GetValueOrDefault(DivisionLevel.Province));
    }

    /// <summary>Adds divisions, those above before those below; a province makes its tenant.</summary>
    public async Task AddAsync(IReadOnlyList<Division> divisions, CancellationToken cancellationToken)
    {
        foreach (var tenant in divisions.GroupBy(division => division.TenantId))
            await AddAsync(tenant.Key, [.. tenant], cancellationToken);
    }

    private async Task AddAsync(Guid tenant, List<Division> divisions, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant);
        foreach (var province in divisions.Where(division => division.Level == DivisionLevel.Province))
            batch.Then("insert into tenants (id, name) values ($1, $2) on conflict (id) do nothing").With(tenant).With(province.Name);
        batch.Then($"""
            insert into divisions ({Columns})
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::text[])
            """);
        batch.With(divisions.Select(division => division.Id).ToArray());
        batch.With(divisions.Select(division => division.TenantId).ToArray());
        batch.With(divisions.Select(division => division.ParentId).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        batch.With(divisions.Select(division => (short)division.Level).ToArray());
        batch.With(divisions.Select(division => division.Kind).ToArray());
        batch.With(divisions.Select(division => division.Code).ToArray());
        batch.With(divisions.Select(division => division.Name).ToArray());
        batch.With(divisions.Select(division => division.Path).ToArray());
        await batch.RunAsync(cancellationToken);
    }

    /// <summary>Townships under any of the paths, by code; <paramref name="after"/> is the code after which the page begins.</summary>
    /// <param name="search">Part of the name or of the code.</param>
    public async Task<(int Total, IReadOnlyList<TownshipRow> Rows)> TownshipsAsync(Guid tenant, string[] paths, int year, string? search, string? after, int limit, DateOnly today, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, """
            select f.id, f.name, f.code, coalesce(p.name, ''),
                   (select count(*) from divisions d where d.tenant_id = $1 and d.level = 3 and exists (select from unnest($2::text[]) as p (path) where d.path between p.path and p.path || 'z') and ($3::text is null or strpos(d.name, $3) > 0 or strpos(d.code, $3) > 0)),
                   (select count(*) from records r where r.township_id = f.id and r.tenant_id = $1 and not r.is_void and r.year = $4),
                   (select count(*) from alerts a where a.township_id = f.id and a.tenant_id = $1 and a.state = 'open'),
                   (select min(i.due_on) from due_items i where i.township_id = f.id and i.tenant_id = $1 and i.is_open and i.due_on >= $5)
            from (
                select d.id, d.name, d.code, d.parent_id from divisions d
                where d.tenant_id = $1 and d.level = 3 and exists (select from unnest($2::text[]) as p (path) where d.path between p.path and p.path || 'z') and ($3::text is null or strpos(d.name, $3) > 0 or strpos(d.code, $3) > 0)
                  and ($6::text is null or d.code > $6)
                order by d.code limit $7
            ) f left join divisions p on p.id = f.parent_id
            order by f.code
            """);
        batch.With(tenant);
        batch.With(paths);
        batch.With(search, NpgsqlDbType.Text);
        batch.With((short)year);
        batch.With(today);
        batch.With(after, NpgsqlDbType.Text);
        batch.With(limit);
        var rows = new List<TownshipRow>();
        var total = 0;
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            total = reader.GetInt32(4);
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(5), reader.GetInt32(6),
                await reader.IsDBNullAsync(7, cancellationToken) ? null : reader.GetFieldValue<DateOnly>(7)));
        }

        return (total, rows);
    }

    /// <summary>The divisions directly below one, by code.</summary>
    public async Task<IReadOnlyList<Division>> BelowAsync(Division division, CancellationToken cancellationToken) =>
        await QueryAsync(division.TenantId, $"select {Columns} from divisions where tenant_id = $1 and parent_id = $2 order by code", [division.TenantId, division.Id], cancellationToken);

    /// <summary>All townships below a division with what there is to do; the ones with most to do first.</summary>
    public async Task<IReadOnlyList<BoardRow>> BoardAsync(Division division, int year, DateOnly today, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(division.TenantId, """
            with below as (
                select d.id, d.name, d.code, coalesce(p.name, '') as county from divisions d left join divisions p on p.id = d.parent_id
                where d.tenant_id = $1 and d.level = 3 and d.path between $2 and $2 || 'z'
            ), due as (
                select township_id,
                       count(*) filter (where kind <> 'study-plan' and due_on < $4) as lapsed,
                       count(*) filter (where due_on between $4 and $4 + 30) as soon,
                       count(*) filter (where kind = 'study-plan' and due_on < $4 and extract(year from due_on) = $3) as missed
                from due_items where tenant_id = $1 and is_open and township_id in (select id from below) group by township_id
            )
            select b.id, b.name, b.county,
                   (select count(*) from records r where r.township_id = b.id and r.tenant_id = $1 and not r.is_void and r.year = $3),
                   coalesce(u.lapsed, 0), coalesce(u.soon, 0), coalesce(u.missed, 0),
                   (select count(*) from alerts a where a.township_id = b.id and a.tenant_id = $1 and a.state = 'open')
            from below b left join due u on u.township_id = b.id
            order by coalesce(u.lapsed, 0) + coalesce(u.missed, 0) desc, coalesce(u.soon, 0) desc, b.code
            """);
        batch.With(division.TenantId);
        batch.With(division.Path);
        batch.With((short)year);
        batch.With(today);
        var rows = new List<BoardRow>();
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7)));
        return rows;
    }

    private async Task<List<Division>> QueryAsync(Guid tenant, string sql, Guid[] parameters, CancellationToken cancellationToken)
    {
        await using var batch = source.ForTenant(tenant, sql);
        foreach (var parameter in parameters)
            batch.With(parameter);
        var found = new List<Division>();
        await using var reader = await batch.ReadAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new(reader.GetGuid(0), reader.GetGuid(1), await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetGuid(2), (DivisionLevel)reader.GetInt16(3),
                reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7)));
        }

        return found;
    }
}
