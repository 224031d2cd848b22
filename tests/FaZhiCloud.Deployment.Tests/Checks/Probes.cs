using System.Globalization;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Start, readiness and life are asked separately, on the admin port, at addresses that the programs answer.</summary>
internal static class Probes
{
    public static readonly string[] Kinds = ["startupProbe", "readinessProbe", "livenessProbe"];

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        foreach (var workload in overlay.Workloads.Where(workload => workload.Serves))
        {
            foreach (var container in workload.Pod.Items("containers"))
            {
                foreach (var kind in Kinds.Where(kind => container.At(kind) is null))
                    yield return $"{workload}: has no {kind}";
            }
        }

        foreach (var workload in overlay.Workloads.Where(workload => workload.Serves && workload.Program is not null))
        {
            var sources = House.Sources(Workload.ProgramOf(workload.Program!)!);
            foreach (var (kind, path) in new[] { ("startupProbe", "/health/startup"), ("readinessProbe", "/health/ready"), ("livenessProbe", "/health/live") })
            {
                var asked = workload.Program.Text($"{kind}/httpGet/path");
                if (asked != path)
                    yield return $"{workload}: {kind} asks {asked ?? "nothing"} instead of {path}";
                if (asked is null || !sources.Contains($"\"{asked}\"", StringComparison.Ordinal))
                    yield return $"{workload}: the program does not answer {asked}";
                if (workload.Program.Text($"{kind}/httpGet/port") != "admin")
                    yield return $"{workload}: {kind} asks another port than admin";
            }

            // A first silo outlives the rows of silos that a power cut took, a gateway waits for a first silo.
            if (Seconds("startupProbe") < 180)
                yield return $"{workload}: gives up starting after {Seconds("startupProbe")} s";
            if (Seconds("livenessProbe") < 20)
                yield return $"{workload}: is killed after {Seconds("livenessProbe")} s of silence";

            int Seconds(string kind) => Number(kind, "periodSeconds", 10) * Number(kind, "failureThreshold", 3);
            int Number(string kind, string key, int usual) => workload.Program.Text($"{kind}/{key}") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
        }
    }
}
