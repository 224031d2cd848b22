using System.Text.Json;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FaZhiCloud.Bench.Plain;

/// <summary>The answers of our pages and lists, read from tables.</summary>
internal static class PlainReads
{
    private const int Size = 50;

    public static async Task<IResult> TownshipAsync(HttpContext context, Guid township, short year, PlainDb db, IMemoryCache cache)
    {
        if (await PlainWrites.InScopeAsync(db, cache, Caller.Of(context.User), township) is not { } found)
            return Results.NotFound();
        var records = db.Records.Where(record => record.TownshipId == township && !record.IsVoid);
        var areas = await records.Where(record => record.Year == null || record.Year == year).GroupBy(record => new { record.Area, record.Kind })
            .Select(group => new AreaCount(group.Key.Area, group.Key.Kind, group.Count())).ToListAsync();
        var years = await records.Where(record => record.Year != null).Select(record => (int)record.Year!.Value).Distinct().ToListAsync();
        return TypedResults.Ok(new { found.Id, found.Code, found.Name, found.County, year, areas, years });
    }

    public static async Task<IResult> SessionsAsync(HttpContext context, Guid township, short year, PlainDb db, IMemoryCache cache)
    {
        if (await PlainWrites.InScopeAsync(db, cache, Caller.Of(context.User), township) is null)
            return Results.NotFound();
        var sessions = db.Records.Where(record => record.TownshipId == township && record.Area == "study-sessions" && record.Year == year && !record.IsVoid);
        var total = await sessions.CountAsync();
        var page = await sessions.OrderBy(record => record.RecordedAt).ThenBy(record => record.Version).Take(Size).ToListAsync();
        return TypedResults.Ok(new RecordPage(
            total,
            [.. page.Select(record => new RecordItem($"{record.Id}", record.Version, record.Area, record.Kind, record.Title, record.On, record.RecordedAt, record.RecordedBy, null, JsonSerializer.Deserialize<JsonElement>(record.Data)))],
            null));
    }

    public static async Task<IResult> TownshipsAsync(HttpContext context, short year, PlainDb db)
    {
        var caller = Caller.Of(context.User);
        var today = new Moment(TimeProvider.System.GetUtcNow(), "").Today;
        var below = db.Townships.Where(township => township.TenantId == caller.Tenant && township.Path.StartsWith(caller.Path));
        var total = await below.CountAsync();
        var page = await below.OrderBy(township => township.Code).Take(Size + 1).Select(township => new TownshipRow(
            township.Id, township.Name, township.Code, township.County,
            db.Records.Count(record => record.TownshipId == township.Id && record.Year == year && !record.IsVoid),
            db.Alerts.Count(alert => alert.TownshipId == township.Id && alert.State == "open"),
            db.DueItems.Where(item => item.TownshipId == township.Id && item.IsOpen && item.DueOn >= today).Min(item => (DateOnly?)item.DueOn))).ToListAsync();
        return TypedResults.Ok(new Page<TownshipRow>(total, [.. page.Take(Size)], page.Count > Size ? page[Size - 1].Code : null));
    }
}
