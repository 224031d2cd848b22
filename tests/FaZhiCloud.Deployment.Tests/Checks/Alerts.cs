using System.Text.RegularExpressions;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Alerts ask for metrics that somebody exports, in this overlay's namespace, and each says something in words.</summary>
internal static partial class Alerts
{
    /// <summary>Of other software: kube-state-metrics, Prometheus, CloudNativePG and its plugin.</summary>
    private static readonly string[] OfOthers = ["kube_", "up", "cnpg_", "barman_cloud_"];

    /// <summary>Of ours: the instrument, and the meter that Metrics must listen to for it.</summary>
    private static readonly Dictionary<string, string> Ours = new() { ["http_server_request_duration_seconds_count"] = "Microsoft.AspNetCore.Hosting", ["fazhi_alert_sweep_last_seconds"] = "FaZhiCloud" };

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        var sources = House.Sources("FaZhiCloud.Townships");
        foreach (var alert in overlay.Of("PrometheusRule").SelectMany(rules => rules.Items("spec/groups")).SelectMany(group => group.Items("rules")))
        {
            var (name, expression) = (alert.Text("alert"), alert.Text("expr") ?? "");
            foreach (var metric in Metric().Matches(expression).Select(match => match.Groups[1].Value).Distinct())
            {
                if (!OfOthers.Any(known => metric == known || (known.EndsWith('_') && metric.StartsWith(known, StringComparison.Ordinal)))
                    && !(Ours.TryGetValue(metric, out var meter) && sources.Contains($"\"{meter}\"", StringComparison.Ordinal)))
                    yield return $"{name}: nobody exports {metric}";
            }

            foreach (var space in Space().Matches(expression).Select(match => match.Groups[1].Value).Where(space => space != overlay.Namespace).Distinct())
                yield return $"{name}: asks about namespace {space}";
            if (Metric().Count(expression) != Space().Count(expression))
                yield return $"{name}: asks about every namespace";
            if (string.IsNullOrEmpty(alert.Text("annotations/summary")) || alert.Text("labels/severity") is not ("warning" or "critical"))
                yield return $"{name}: says neither what nor how bad";
        }
    }

    [GeneratedRegex(@"([a-z][a-z_]*)\{")]
    private static partial Regex Metric();

    [GeneratedRegex(@"namespace=""([^""]*)""")]
    private static partial Regex Space();
}
