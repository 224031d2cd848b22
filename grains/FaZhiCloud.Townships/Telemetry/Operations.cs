using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace FaZhiCloud.Townships.Telemetry;

/// <summary>Says whether this process can do its work now.</summary>
public interface IReadiness
{
    /// <summary>Null when it can; else why not, in a few words for the log of an orchestrator.</summary>
    ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken);
}

/// <summary>What those who run the processes need: probes, metrics, traces, an orderly end. The same for gateway and silo.</summary>
public static class Operations
{
    /// <summary>
    /// FAZHI_ADMIN_URL: a second address for probes and metrics, without token and therefore never to be reachable from outside.
    /// FAZHI_DRAIN_SECONDS: how long a stopping process still serves while it already says that it is not ready.
    /// FAZHI_SHUTDOWN_SECONDS: how long requests and townships under way may take to end.
    /// </summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Seconds(configuration, "FAZHI_SHUTDOWN_SECONDS", 30));
        services.AddSingleton(new Metrics())
            .AddSingleton<IReadiness, DatabaseReadiness>()
            .AddSingleton(provider => new Draining(provider.GetRequiredService<IHostApplicationLifetime>(), Seconds(configuration, "FAZHI_DRAIN_SECONDS", 0)))
            .AddSingleton<IReadiness>(provider => provider.GetRequiredService<Draining>())
            .AddHostedService(provider => provider.GetRequiredService<Draining>());
        Exporting.Add(services, configuration);
        return services;
    }

    /// <summary>Answers <c>/health/live|ready|startup</c> anywhere and, on the admin address, <c>/metrics</c>; nothing else is served there.</summary>
    public static void UseOperations(this WebApplication app)
    {
        var admin = AdminPort(app.Configuration);
        app.Use((context, next) => (context.Request.Path.Value, context.Connection.LocalPort == admin) switch
        {
            ("/health/live", _) => context.Response.WriteAsync("ok"),
            ("/health/ready" or "/health/startup", _) => ReadyAsync(context),
            ("/metrics", true) => MetricsAsync(context),
            (_, true) => NothingHere(context),
            _ => next(context),
        });
    }

    /// <summary>The second address; null where there is none.</summary>
    public static string? AdminUrl(IConfiguration configuration) => configuration["FAZHI_ADMIN_URL"] is { Length: > 0 } url ? url : null;

    private static int? AdminPort(IConfiguration configuration) => AdminUrl(configuration) is { } url ? BindingAddress.Parse(url).Port : null;

    private static async Task ReadyAsync(HttpContext context)
    {
        foreach (var part in context.RequestServices.GetServices<IReadiness>())
        {
            if (await part.WhyNotAsync(context.RequestAborted) is { } why)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync(why);
                return;
            }
        }

        await context.Response.WriteAsync("ready");
    }

    private static Task MetricsAsync(HttpContext context)
    {
        context.Response.ContentType = Metrics.ContentType;
        return context.Response.WriteAsync(context.RequestServices.GetRequiredService<Metrics>().Exposition());
    }

    private static Task NothingHere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static TimeSpan Seconds(IConfiguration configuration, string key, int usual) =>
        configuration[key] is not { Length: > 0 } text ? TimeSpan.FromSeconds(usual)
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 3_600 ? TimeSpan.FromSeconds(seconds)
        : throw new SettingException($"{key} 应为 0 至 3600 的秒数，现为 {text}。| {key} must be a number of seconds up to 3600.");

    private sealed class DatabaseReadiness(NpgsqlDataSource source) : IReadiness
    {
        public async ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken)
        {
            try
            {
                await using var command = source.CreateCommand("select 1 from migrations limit 1");
                command.CommandTimeout = 5;
                await command.ExecuteScalarAsync(cancellationToken);
                return null;
            }
            catch (NpgsqlException e)
            {
                return e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } ? "the database is not migrated" : "the database does not answer";
            }
        }
    }

    /// <summary>
    /// Between the signal and the end: the balancer needs a moment to learn that nothing new should come here, and what comes meanwhile is served.
    /// </summary>
    private sealed class Draining(IHostApplicationLifetime lifetime, TimeSpan time) : IReadiness, IHostedLifecycleService
    {
        public ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken) => new(
            lifetime.ApplicationStopping.IsCancellationRequested ? "stopping" : lifetime.ApplicationStarted.IsCancellationRequested ? null : "starting");

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(time, cancellationToken);

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
