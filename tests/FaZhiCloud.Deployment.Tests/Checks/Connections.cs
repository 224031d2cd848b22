using System.Globalization;
using System.Text.RegularExpressions;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>All processes together, at their most and while they are being replaced, ask the database for fewer connections than it gives.</summary>
internal static partial class Connections
{
    /// <summary>Kept for migrations, backups and a person who looks.</summary>
    private const int Reserve = 20;

    /// <summary>Orleans' own, as OrleansEngine sets it for a silo; a gateway has fewer.</summary>
    private const int OfOrleans = 5;

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        var configured = new Npgsql.NpgsqlConnectionStringBuilder(overlay.The("ConfigMap", "fazhi").Text("data/FAZHI_POSTGRES") ?? "");
        var pool = configured.MaxPoolSize == 100 ? int.Parse(PoolOfMany().Match(House.Sources("FaZhiCloud.Townships")).Groups[1].ValueSpan, CultureInfo.InvariantCulture) : configured.MaxPoolSize;
        // A silo keeps a second pool for the schedule.
        var asked = (Most(overlay, "silo") * ((2 * pool) + OfOrleans)) + (Most(overlay, "gateway") * (pool + OfOrleans)) + Reserve;
        var given = overlay.Of("Cluster").Select(cluster => cluster.Text("spec/postgresql/parameters/max_connections")).FirstOrDefault() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 100;
        if (asked > given)
            yield return $"the processes may ask for {asked} connections, the database gives {given}";
    }

    private static int Most(Overlay overlay, string component)
    {
        var workload = overlay.Workloads.Single(workload => workload.Kind == "Deployment" && workload.Component == component);
        var scaled = overlay.Of("HorizontalPodAutoscaler").FirstOrDefault(scaler => scaler.Text("spec/scaleTargetRef/name") == workload.Name).Text("spec/maxReplicas");
        return int.Parse(scaled ?? workload.Document.Text("spec/replicas") ?? "1", CultureInfo.InvariantCulture)
            + int.Parse(workload.Document.Text("spec/strategy/rollingUpdate/maxSurge") ?? "1", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"PoolOfMany = (\d+)")]
    private static partial Regex PoolOfMany();
}
