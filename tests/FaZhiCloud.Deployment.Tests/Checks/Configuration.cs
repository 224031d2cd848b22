using System.Text.Json.Nodes;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Each variable that a program is given is one it reads, and each it cannot do without is given.</summary>
internal static class Configuration
{
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["silo"] = ["FAZHI_POSTGRES", "PGUSER", "PGPASSWORD", "FAZHI_CLUSTER", "FAZHI_POD_IP", "FAZHI_SILO_PORT", "FAZHI_GATEWAY_PORT", "FAZHI_ADMIN_URL", "FAZHI_SHUTDOWN_SECONDS"],
        ["gateway"] = ["FAZHI_POSTGRES", "PGUSER", "PGPASSWORD", "FAZHI_ADMIN_URL", "FAZHI_DRAIN_SECONDS", "FAZHI_SHUTDOWN_SECONDS", "ASPNETCORE_FORWARDEDHEADERS_ENABLED"],
        ["migrate"] = ["FAZHI_POSTGRES", "PGUSER", "PGPASSWORD"],
    };

    /// <summary>Read by ASP.NET itself, before the program.</summary>
    private static readonly string[] OfTheFramework = ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"];

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        // The same ConfigMap is handed to all: what it holds must be read by one of them.
        var shared = overlay.The("ConfigMap", "fazhi").Pairs("data").Select(pair => pair.Key).ToList();
        foreach (var key in shared.Where(key => !IsRead(key, "FaZhiCloud.Gateway") && !IsRead(key, "FaZhiCloud.Silo")))
            yield return $"ConfigMap fazhi: no program reads {key}";

        foreach (var workload in overlay.Workloads.Where(workload => workload.Program is not null))
        {
            var own = workload.Program.Items("env").Select(variable => variable.Text("name")!).ToList();
            foreach (var key in own.Where(key => !IsRead(key, Workload.ProgramOf(workload.Program!)!)))
                yield return $"{workload}: the program does not read {key}";
            var given = own.Concat(workload.Program.Items("envFrom").Any(source => source.At("configMapRef") is not null) ? shared : []).ToHashSet();
            foreach (var key in Required[workload.Component].Where(key => !given.Contains(key)))
                yield return $"{workload}: {key} is not set";
            foreach (var twice in own.GroupBy(key => key).Where(group => group.Count() > 1))
                yield return $"{workload}: {twice.Key} is set twice";
        }

        foreach (var silo in overlay.Workloads.Where(workload => workload.Component == "silo"))
        {
            if (Variable(silo, "FAZHI_POD_IP").Text("valueFrom/fieldRef/fieldPath") != "status.podIP")
                yield return $"{silo}: FAZHI_POD_IP must be the pod's own address";
            if (Variable(silo, "FAZHI_CLUSTER").Text("value") != "adonet")
                yield return $"{silo}: FAZHI_CLUSTER must be adonet, or each silo is a cluster of its own";
        }
    }

    private static JsonNode? Variable(Workload workload, string key) => workload.Program.Items("env").FirstOrDefault(variable => variable.Text("name") == key);

    private static bool IsRead(string key, string project) => House.KeysReadBy(project).Contains(key)
        || OfTheFramework.Contains(key) || (key.StartsWith("PG", StringComparison.Ordinal) && House.NpgsqlKnows(key));
}
