using System.Text.Json;
using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Alerts;
using FaZhiCloud.Gateway.Audit;
using FaZhiCloud.Gateway.Divisions;
using FaZhiCloud.Gateway.Documentation;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Gateway.Townships;
using FaZhiCloud.Scheduling;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary>What a gateway needs to start.</summary>
public sealed record GatewayOptions
{
    /// <summary>The database, with the owner's rights; the service takes on the role that may only touch rows.</summary>
    public required string Database { get; init; }

    /// <summary>Where it listens: <c>http://127.0.0.1:8080</c>; port 0 takes any free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8080";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the townships run.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Embedded;

    public EmbeddedEngineOptions Embedded { get; init; } = new();

    /// <summary>Whether this process runs the schedule, too; silos of their own do so themselves.</summary>
    public bool Schedule { get; init; } = true;

    /// <summary>Further settings, such as <c>RateLimit:PerUserPerSecond</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

/// <summary>Puts the gateway together.</summary>
public static class GatewayHost
{
    /// <summary>Larger requests are refused with 413.</summary>
    public const long LargestRequest = 8 << 20;

    public static WebApplication Build(GatewayOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot") });
        builder.Configuration.AddInMemoryCollection(options.Settings).AddEnvironmentVariables("FAZHI_");
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([options.Url, .. Operations.AdminUrl(builder.Configuration) is { } admin ? [admin] : Array.Empty<string>()]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Above our own limit, so that a client hears 413 instead of a broken connection.
            kestrel.Limits.MaxRequestBodySize = 4 * LargestRequest;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning).AddFilter("FaZhiCloud", LogLevel.Information).AddFilter("Quartz", LogLevel.Error).AddFilter("Orleans", LogLevel.Error)
            // What keeps it from starting is said in one sentence by the program.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // Nothing of ours is protected with ASP.NET's data protection keys.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // Requests that fail are answered by the exception handler below; the client gets the trace id, the log the error.
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);

        AddTownships(builder, options);
        builder.Services.AddSecurity(builder.Configuration).AddApiDocument().AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json => ApplyApiJson(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseOperations();
        app.UseExceptionHandler(error => error.Run(Failures.AnswerAsync));
        app.UseDefaultFiles().UseStaticFiles();
        app.UseRouting().UseAuthentication().UseRateLimiter().UseAuthorization();
        app.Use(ActForCallerAsync);
        app.UseGate();
        MapEverything(app);
        return app;
    }

    private static void AddTownships(WebApplicationBuilder builder, GatewayOptions options)
    {
        var service = Migrator.AsService(options.Database, options.Engine == EngineKind.Client ? Migrator.PoolOfMany : Migrator.PoolOfOne);
        builder.Services.AddSingleton(options.Time).AddMemoryCache().AddOperations(builder.Configuration)
            .AddSingleton(_ => NpgsqlDataSource.Create(service))
            .AddSingleton<TownshipJournal>().AddSingleton<DivisionStore>().AddSingleton<AlertInbox>().AddSingleton<RecordHistory>();
        if (options.Engine == EngineKind.Embedded)
        {
            builder.Services.AddSingleton(options.Embedded).AddSingleton<EmbeddedTownships>()
                .AddSingleton<ITownships>(provider => new GuardedTownships(provider.GetRequiredService<EmbeddedTownships>()));
        }
        else
        {
            (ClusterEngine.Find() ?? throw new CannotStartException("此版本未编译 Orleans 引擎，请用 --engine embedded。| The Orleans engine is not part of this build; use --engine embedded."))
                .AddTo(builder, options.Engine, service);
        }

        builder.Services.AddSingleton(provider => new WarmUp.Step(cancellation => FirstRequestAsync(provider, cancellation))).AddHostedService<WarmUp>();
        builder.Services.EndWithParent(builder.Configuration);
        if (options.Schedule && options.Engine != EngineKind.Client)
            builder.Services.AddSchedule(service);
    }

    /// <summary>A few requests by nobody, who hears that he must sign in.</summary>
    private static async Task FirstRequestAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var address = provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromSeconds(10),
            DefaultRequestHeaders = { Authorization = new("Bearer", "nobody") },
        };
        for (var i = 0; i < 3; i++)
            (await client.GetAsync(new Uri($"/api/v1/townships/{Guid.Empty}", UriKind.Relative), cancellationToken)).Dispose();
    }

    /// <summary>From here on the work is done for the caller's tenant, and no other's township can be reached.</summary>
    private static async Task ActForCallerAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
        {
            await next(context);
            return;
        }

        using (ActingFor.Enter(Caller.Of(context.User).Tenant))
            await next(context);
    }

    private static void MapEverything(WebApplication app)
    {
        app.MapGet("/metrics", (Metrics metrics) => Results.Text(metrics.Exposition(), Metrics.ContentType)).ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGroup("/api/v1").MapSession().MapOwnAccount().MapAccounts().MapAudit().MapRules().MapTownships().MapLedgerKinds().MapDivisions().MapAlerts();
        app.MapDiscovery();
        app.MapFallback("/api/{**rest}", NoSuchRoute);
        app.MapFallbackToFile("/docs", "docs.html").AllowAnonymous();
        app.MapFallbackToFile("index.html").AllowAnonymous();
    }

    /// <summary>A body of another type than an endpoint accepts ends here, too.</summary>
    private static IResult NoSuchRoute(HttpRequest request) => request.ContentLength > 0 && !request.HasJsonContentType()
        ? Problems.Of(415, "content_type.not_json", "请求体应为 application/json", "the body must be application/json")
        : Problems.NotFound();

    private static void ApplyApiJson(JsonSerializerOptions json)
    {
        json.DefaultIgnoreCondition = ApiJson.Options.DefaultIgnoreCondition;
        json.Encoder = ApiJson.Options.Encoder;
        json.UnmappedMemberHandling = ApiJson.Options.UnmappedMemberHandling;
        json.RespectNullableAnnotations = json.RespectRequiredConstructorParameters = true;
        json.TypeInfoResolver = ApiJson.Options.TypeInfoResolver;
        json.NumberHandling = ApiJson.Options.NumberHandling;
        foreach (var converter in ApiJson.Options.Converters)
            json.Converters.Add(converter);
    }
}
