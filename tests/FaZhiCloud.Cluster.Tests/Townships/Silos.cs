using FaZhiCloud.Grains;
using FaZhiCloud.Testing;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FaZhiCloud.Cluster.Tests.Townships;

/// <summary>Two real silos on one database's membership table, and a client of them.</summary>
public sealed class Silos(MigratedDatabase database, TimeProvider time) : IAsyncDisposable
{
    private readonly List<IHost> hosts = [];

    public IReadOnlyList<ITownships> Engines => [.. hosts.Select(host => host.Services.GetRequiredService<ITownships>())];

    public IReadOnlyList<IHost> Hosts => hosts;

    /// <summary>Silos of the same cluster, each with an engine of its own.</summary>
    public async Task<Silos> AddAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var builder = Builder();
            OrleansEngine.AddSilo(builder, new(Clustered: true, System.Net.IPAddress.Loopback, ServerProcess.FreePort(), ServerProcess.FreePort()), database.ServiceConnection);
            builder.Services.AddSingleton<ITownships, OrleansTownships>();
            await StartAsync(builder);
        }

        return this;
    }

    /// <summary>A process that holds no township itself.</summary>
    public async Task<ITownships> AddClientAsync()
    {
        var builder = Builder();
        ClusterEngine.Find()!.AddTo(builder, EngineKind.Client, database.ServiceConnection);
        await StartAsync(builder);
        return Engines[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private HostApplicationBuilder Builder()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time).AddSingleton(database.Journal);
        return builder;
    }

    private async Task StartAsync(HostApplicationBuilder builder)
    {
        hosts.Add(builder.Build());
        await hosts[^1].StartAsync();
    }
}
