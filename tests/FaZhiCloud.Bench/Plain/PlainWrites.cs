using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace FaZhiCloud.Bench.Plain;

/// <summary>Record, audit and idempotency key in one SaveChanges, which is one transaction.</summary>
internal static class PlainWrites
{
    public static Task<IResult> EntryAsync(HttpContext context, Guid township, string kind, PlainDb db, IMemoryCache cache) =>
        WriteAsync<LedgerEntryFacts>(context, township, "ledgers", facts => (kind, facts.On, facts.Title ?? kind, null), db, cache);

    public static Task<IResult> SessionAsync(HttpContext context, Guid township, PlainDb db, IMemoryCache cache) =>
        WriteAsync<StudySessionFacts>(context, township, "study-sessions", facts => (facts.Kind.ToString(), facts.On, facts.Topics is [var topic, ..] ? topic : "", facts.PlanItemId), db, cache);

    private static async Task<IResult> WriteAsync<TFacts>(HttpContext context, Guid township, string area, Func<TFacts, (string Kind, Period On, string Title, string? Plan)> describe, PlainDb db, IMemoryCache cache)
    {
        var caller = Caller.Of(context.User);
        if (await InScopeAsync(db, cache, caller, township) is null)
            return Results.NotFound();
        if (!caller.May(Act.Write, null, false) || (string?)context.Request.Headers["Idempotency-Key"] is not { } key)
            return Results.BadRequest();
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var facts = JsonSerializer.Deserialize<TFacts>(body, ApiJson.Options)!;
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n"), .. body]);
        if (await ReplayAsync(db, caller, key, hash) is { } replayed)
            return replayed;

        var (now, (kind, on, title, plan)) = (TimeProvider.System.GetUtcNow(), describe(facts));
        var json = Encoding.UTF8.GetString(body);
        var record = new PlainRecord
        {
            Id = Guid.CreateVersion7(),
            TenantId = caller.Tenant,
            TownshipId = township,
            Area = area,
            Kind = kind,
            Year = (short)on.Year,
            On = on.ToString(),
            Title = title,
            Version = 1,
            RecordedAt = now,
            RecordedBy = caller.Name,
            Data = json,
        };
        var answer = JsonSerializer.SerializeToUtf8Bytes(new Answer(record.Id.ToString(), record.Version, 1), ApiJson.Options);
        db.Add(record);
        db.Add(new PlainAudit { Id = Guid.CreateVersion7(), TownshipId = township, RecordId = record.Id, Action = "recorded", Actor = caller.Name, At = now, Data = json });
        db.Add(new PlainKey { TenantId = caller.Tenant, Actor = caller.Name, Key = key, RequestHash = hash, Answer = answer, At = now });
        if (plan is not null)
        {
            if (await db.DueItems.AsTracking().FirstOrDefaultAsync(item => item.TownshipId == township && item.RecordId == plan) is not { } due)
                return Results.UnprocessableEntity();
            (due.IsOpen, due.Held) = (false, due.Held + 1);
        }

        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return await ReplayAsync(db, caller, key, hash) ?? Results.Conflict();
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        return Results.Bytes(answer, "application/json");
    }

    public static async Task<PlainTownship?> InScopeAsync(PlainDb db, IMemoryCache cache, Caller caller, Guid township)
    {
        var found = await cache.GetOrCreateAsync(township, entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1);
            return db.Townships.FirstOrDefaultAsync(t => t.Id == township);
        });
        return found is not null && found.TenantId == caller.Tenant && found.Path.StartsWith(caller.Path, StringComparison.Ordinal) ? found : null;
    }

    private static async Task<IResult?> ReplayAsync(PlainDb db, Caller caller, string key, byte[] hash)
    {
        var stored = await db.Keys.FirstOrDefaultAsync(k => k.TenantId == caller.Tenant && k.Actor == caller.Name && k.Key == key);
        return stored is null ? null : stored.RequestHash.AsSpan().SequenceEqual(hash) ? Results.Bytes(stored.Answer, "application/json") : Results.UnprocessableEntity();
    }
}
