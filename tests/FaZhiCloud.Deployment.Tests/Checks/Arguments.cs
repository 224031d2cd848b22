using System.Text.Json.Nodes;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>The verbs and options that a container passes are ones that the gateway's command line knows.</summary>
internal static class Arguments
{
    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        var program = House.Read("gateway", "FaZhiCloud.Gateway", "Program.cs");
        foreach (var workload in overlay.Workloads.Where(workload => workload.Program is not null))
        {
            var passed = workload.Program.Items("args").Select(argument => $"{argument}").ToList();
            if (workload.Component == "silo")
            {
                if (passed.Count > 0)
                    yield return $"{workload}: a silo takes no arguments";
                continue;
            }

            if (!program.Contains($"new Command(\"{passed.FirstOrDefault()}\"", StringComparison.Ordinal))
                yield return $"{workload}: there is no verb {passed.FirstOrDefault() ?? "(none)"}";
            foreach (var option in passed.Where(argument => argument.StartsWith("--", StringComparison.Ordinal) && !program.Contains($"(\"{argument}\")", StringComparison.Ordinal)))
                yield return $"{workload}: there is no option {option}";
            if (workload.Component == "gateway" && ValueOf(workload.Program!, "--engine") != "client")
                yield return $"{workload}: with silos of their own a gateway is their client";
        }
    }

    /// <summary>What follows an option.</summary>
    public static string? ValueOf(JsonNode container, string option)
    {
        var passed = container.Items("args").Select(argument => $"{argument}").ToList();
        return passed.IndexOf(option) is >= 0 and var at ? passed.ElementAtOrDefault(at + 1) : null;
    }
}
