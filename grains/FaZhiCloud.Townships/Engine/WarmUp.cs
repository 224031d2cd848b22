using FaZhiCloud.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FaZhiCloud.Townships;

/// <summary>
/// A process that has just begun compiles whatever it does for the first time. So that no clerk waits for that when processes are replaced,
/// each does its work once, on a township that does not exist and with a command that is refused, before it says that it is ready.
/// </summary>
public sealed partial class WarmUp(IServiceProvider services, ITownships townships, ILogger<WarmUp> log) : IHostedLifecycleService
{
    private static readonly TownshipAddress Nowhere = new(Guid.Empty, Guid.Empty);

    /// <summary>More to do once, by the host: it runs when everything has started.</summary>
    public sealed record Step(Func<CancellationToken, Task> RunAsync);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        using var acting = ActingFor.Enter(Nowhere.Tenant);
        try
        {
            for (var i = 0; i < 3; i++)
            {
                await townships.ExecuteAsync(Nowhere, new(new AppointOfficer(new("")), "warm-up", $"{i}", [0]), cancellationToken);
                await townships.ReadAsync(Nowhere, new RecordsView("officers"), cancellationToken);
            }

            foreach (var step in services.GetServices<Step>())
                await step.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is TownshipUnavailableException or Npgsql.NpgsqlException or HttpRequestException)
        {
            NotWarm(e); // the readiness check says what is missing; warmth alone is no reason not to serve
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Warming up failed")]
    private partial void NotWarm(Exception e);
}
