using k8s;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Every object is one that Kubernetes reads: no unknown field, no number where it wants a string; other kinds are those of the operators named in k8s/README.md.</summary>
internal static class Shape
{
    private static readonly string[] OfOperators = ["postgresql.cnpg.io/v1", "barmancloud.cnpg.io/v1", "monitoring.coreos.com/v1"];

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        foreach (var document in overlay.Documents.Where(document => !OfOperators.Contains(document.Text("apiVersion"))))
        {
            if (Unreadable(document.ToJsonString()) is { } why)
                yield return $"{Overlay.Title(document)}: {why}";
        }

        foreach (var (workload, variable) in overlay.Workloads.SelectMany(workload => workload.Containers.SelectMany(container => container.Items("env")).Select(variable => (workload, variable))))
        {
            if (variable.At("value") is { } value && value.GetValueKind() != System.Text.Json.JsonValueKind.String)
                yield return $"{workload}: {variable.Text("name")} must be quoted";
        }
    }

    private static string? Unreadable(string json)
    {
        try
        {
            return KubernetesYaml.LoadAllFromString(json, strict: true) is [not null] ? null : "not one object";
        }
        catch (Exception e) when (e is YamlDotNet.Core.YamlException or System.Text.Json.JsonException or KeyNotFoundException)
        {
            return e.InnerException?.Message ?? e.Message;
        }
    }
}
