using System.Net;
using Orleans.Configuration;

namespace FaZhiCloud.Silo;

/// <summary>What a silo reads from its environment.</summary>
/// <param name="Database">FAZHI_POSTGRES: the connection string.</param>
/// <param name="Clustered">FAZHI_CLUSTER=adonet finds other silos through the database; otherwise the silo stands alone on this machine.</param>
/// <param name="Address">FAZHI_POD_IP: the address that other silos reach it by.</param>
/// <param name="SiloPort">FAZHI_SILO_PORT.</param>
/// <param name="GatewayPort">FAZHI_GATEWAY_PORT.</param>
/// <param name="HealthUrl">FAZHI_HEALTH_URL.</param>
public sealed record SiloSettings(string Database, bool Clustered, IPAddress Address, int SiloPort, int GatewayPort, string HealthUrl)
{
    public const string ClusterId = "fazhicloud", ServiceId = "fazhicloud";

    public static SiloSettings Read(IConfiguration configuration) => new(
        configuration["FAZHI_POSTGRES"] ?? throw new InvalidOperationException("Set FAZHI_POSTGRES to the database's connection string."),
        configuration["FAZHI_CLUSTER"] == "adonet",
        configuration["FAZHI_POD_IP"] is { } address ? IPAddress.Parse(address) : IPAddress.Loopback,
        configuration.GetValue("FAZHI_SILO_PORT", 11111),
        configuration.GetValue("FAZHI_GATEWAY_PORT", 30000),
        configuration["FAZHI_HEALTH_URL"] ?? "http://127.0.0.1:8081");
}

public static class SiloClustering
{
    /// <summary>A call that hangs because its silo died is given up after this: the caller retries with its key.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Joins the cluster that the settings describe.</summary>
    public static ISiloBuilder UseClusterOf(this ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.Clustered)
        {
            silo.UseAdoNetClustering(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = settings.Database;
            }).ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);
        }
        else
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: SiloSettings.ServiceId, clusterId: SiloSettings.ClusterId);
        }

        return silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (SiloSettings.ClusterId, SiloSettings.ServiceId))
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
    }
}
