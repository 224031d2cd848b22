using System.Globalization;
using System.Net;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Telemetry;
using Microsoft.Extensions.Configuration;

namespace FaZhiCloud.Grains;

/// <summary>How silos and clients find each other, from configuration.</summary>
/// <param name="Clustered">FAZHI_CLUSTER=adonet finds other silos through the database; single stands alone on this machine.</param>
/// <param name="Address">FAZHI_POD_IP: the address that others reach this silo by.</param>
/// <param name="SiloPort">FAZHI_SILO_PORT: silo to silo; 0 takes any free one.</param>
/// <param name="GatewayPort">FAZHI_GATEWAY_PORT: gateway processes to silo; 0 takes any free one.</param>
public sealed record ClusterSettings(bool Clustered, IPAddress Address, int SiloPort, int GatewayPort)
{
    public const string ClusterId = "fazhicloud", ServiceId = "fazhicloud";

    /// <exception cref="SettingException">A setting cannot be read; the message names it.</exception>
    public static ClusterSettings Read(IConfiguration configuration, bool clustered) => new(
        configuration["FAZHI_CLUSTER"] switch
        {
            null or "" => clustered,
            "adonet" => true,
            "single" => false,
            var other => throw new SettingException($"FAZHI_CLUSTER 应为 adonet 或 single，现为 {other}。| FAZHI_CLUSTER must be adonet or single."),
        },
        configuration["FAZHI_POD_IP"] is { Length: > 0 } address
            ? IPAddress.TryParse(address, out var ip) ? ip : throw new SettingException($"FAZHI_POD_IP 不是 IP 地址：{address}。| FAZHI_POD_IP is no IP address.")
            : IPAddress.Loopback,
        Port(configuration, "FAZHI_SILO_PORT", 11111),
        Port(configuration, "FAZHI_GATEWAY_PORT", 30000));

    private static int Port(IConfiguration configuration, string key, int usual)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return usual;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
            throw new SettingException($"{key} 不是端口号：{text}。| {key} is no port.");
        return port == 0 ? Ports.Free() : port;
    }
}
