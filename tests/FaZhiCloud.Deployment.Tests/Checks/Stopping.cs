using System.Globalization;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>A process is given longer to end than it takes, and is replaced before it goes.</summary>
internal static class Stopping
{
    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        foreach (var workload in overlay.Workloads.Where(workload => workload.Kind == "Deployment"))
        {
            var grace = Number(workload.Pod.Text("terminationGracePeriodSeconds")) ?? 30;
            var shutdown = Number(workload.Program.Items("env").FirstOrDefault(variable => variable.Text("name") == "FAZHI_SHUTDOWN_SECONDS").Text("value")) ?? 30;
            var drain = Number(workload.Program.Items("env").FirstOrDefault(variable => variable.Text("name") == "FAZHI_DRAIN_SECONDS").Text("value")) ?? 0;
            if (grace < shutdown + 15)
                yield return $"{workload}: is killed after {grace} s, while it may take {shutdown} s to end";
            if (shutdown < drain + 60)
                yield return $"{workload}: {shutdown} s leave too little after {drain} s of draining";
            if (workload.Component == "gateway" && drain < 10)
                yield return $"{workload}: stops listening after {drain} s, before everybody knows";
            if (workload.Document.Text("spec/strategy/rollingUpdate/maxUnavailable") != "0")
                yield return $"{workload}: is taken away before its replacement is ready";
        }

        foreach (var budget in overlay.Of("PodDisruptionBudget").Where(budget => budget.Text("spec/maxUnavailable") != "1"))
            yield return $"{Overlay.Title(budget)}: nodes are drained one pod at a time, and never blocked";

        static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
    }
}
