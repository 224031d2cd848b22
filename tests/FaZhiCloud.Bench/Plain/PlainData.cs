using Microsoft.EntityFrameworkCore;

namespace FaZhiCloud.Bench.Plain;

/// <summary>The same facts in the tables of the plain API.</summary>
internal static class PlainData
{
    public static async Task CopyAsync(House house)
    {
        await using var db = new PlainDb(new DbContextOptionsBuilder<PlainDb>().UseNpgsql(house.Owner).Options);
        await house.ExecuteAsync(db.Database.GenerateCreateScript());
        await house.ExecuteAsync("""
            insert into plain."Townships" ("Id", "TenantId", "Code", "Name", "County", "Path")
            select d.id, d.tenant_id, d.code, d.name, p.name, d.path from divisions d join divisions p on p.id = d.parent_id where d.level = 3;
            insert into plain."Records" ("Id", "TenantId", "TownshipId", "Area", "Kind", "Year", "On", "Title", "IsVoid", "Version", "RecordedAt", "RecordedBy", "Data")
            select gen_random_uuid(), r.tenant_id, r.township_id, r.area, r.kind, r.year, r.starts_on::text, r.title, r.is_void, r.version, j.at, j.actor, coalesce((j.payload->'facts')::jsonb, j.payload::jsonb)
            from records r join journal j on j.township_id = r.township_id and j.version = r.version;
            insert into plain."DueItems" ("Id", "TownshipId", "RecordId", "Subject", "DueOn", "IsOpen", "Held")
            select gen_random_uuid(), township_id, record_id, subject, due_on, is_open, 0 from due_items;
            grant usage on schema plain to fazhi_service;
            grant select, insert, update, delete on all tables in schema plain to fazhi_service;
            """);
        await house.ExecuteAsync("vacuum analyze");
    }
}
