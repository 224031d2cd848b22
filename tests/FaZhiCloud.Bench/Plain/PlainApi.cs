using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FaZhiCloud.Bench.Plain;

/// <summary>A minimal ASP.NET API on EF Core with the same tokens, the same limiter and the same guarantees for a write.</summary>
internal static class PlainApi
{
    public const string Verb = "plain-api";

    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddEnvironmentVariables("FAZHI_");
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        var service = Migrator.AsService(Environment.GetEnvironmentVariable("FAZHI_POSTGRES")!);
        builder.Services.AddSingleton(TimeProvider.System).AddMemoryCache().AddProblemDetails().AddSingleton(_ => NpgsqlDataSource.Create(service));
        builder.Services.AddSingleton<DivisionStore>().AddSecurity(builder.Configuration);
        builder.Services.AddDbContextPool<PlainDb>((services, options) => options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));

        await using var app = builder.Build();
        await app.Services.GetRequiredService<TokenIssuer>().LoadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None);
        app.UseAuthentication().UseRateLimiter().UseAuthorization();
        app.MapGet("/health/live", () => "ok").AllowAnonymous();
        var plain = app.MapGroup("/plain/townships");
        plain.MapPost("/{township:guid}/ledgers/{kind}", PlainWrites.EntryAsync);
        plain.MapPost("/{township:guid}/study-sessions", PlainWrites.SessionAsync);
        plain.MapGet("", PlainReads.TownshipsAsync);
        plain.MapGet("/{township:guid}", PlainReads.TownshipAsync);
        plain.MapGet("/{township:guid}/study-sessions", PlainReads.SessionsAsync);
        await app.RunAsync();
        return 0;
    }
}
