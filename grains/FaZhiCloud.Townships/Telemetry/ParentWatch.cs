using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FaZhiCloud.Townships.Telemetry;

/// <summary>
/// For a process that another one started and holds the standard input of (FAZHI_PARENT=stdin): when the parent is gone, however it went,
/// the input ends, and so does the process. Nothing that <c>up</c> started outlives it.
/// </summary>
public static class ParentWatch
{
    public static IServiceCollection EndWithParent(this IServiceCollection services, IConfiguration configuration) =>
        configuration["FAZHI_PARENT"] == "stdin" ? services.AddHostedService<Watch>() : services;

    private sealed class Watch(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await using var input = Console.OpenStandardInput();
            var buffer = new byte[64];
            while (await input.ReadAsync(buffer, stoppingToken) > 0)
            {
                // What a parent says is of no interest, only that it still could.
            }

            lifetime.StopApplication();
        }
    }
}
