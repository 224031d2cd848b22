using System.Text.Json.Nodes;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Each container asks for what it needs and may do nothing else.</summary>
internal static class Hardening
{
    public static IEnumerable<string> Complaints(Overlay overlay) => overlay.Workloads.SelectMany(workload => OfPod(workload).Concat(workload.Containers.SelectMany(OfContainer)).Select(what => $"{workload}: {what}"))
        .Concat(overlay.Of("Namespace").Where(space => space.Text("metadata/labels/pod-security.kubernetes.io~enforce") != "restricted").Select(space => $"{Overlay.Title(space)}: does not enforce the restricted pod security standard"));

    private static IEnumerable<string> OfPod(Workload workload)
    {
        var pod = workload.Pod;
        if (pod.Text("automountServiceAccountToken") != "false")
            yield return "is given a token for the cluster's API";
        if (pod.Text("securityContext/runAsNonRoot") != "true" || pod.Text("securityContext/runAsUser") is null or "0")
            yield return "may run as root";
        if (pod.Text("securityContext/seccompProfile/type") != "RuntimeDefault")
            yield return "has no seccomp profile";
        foreach (var shared in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(key => pod.At(key) is not null))
            yield return $"shares {shared} with its node";
        if (pod.Items("volumes").Any(volume => volume.At("hostPath") is not null))
            yield return "mounts its node's disk";
    }

    private static IEnumerable<string> OfContainer(JsonNode container)
    {
        var name = container.Text("name");
        if (container.Text("securityContext/readOnlyRootFilesystem") != "true")
            yield return $"{name} can write to its image";
        if (container.Text("securityContext/allowPrivilegeEscalation") != "false" || container.Text("securityContext/privileged") == "true")
            yield return $"{name} can gain privileges";
        if (!container.Items("securityContext/capabilities/drop").Any(dropped => $"{dropped}" == "ALL") || container.At("securityContext/capabilities/add") is not null)
            yield return $"{name} keeps capabilities";
        foreach (var resource in new[] { "requests/cpu", "requests/memory", "limits/memory" }.Where(resource => container.Text($"resources/{resource}") is null))
            yield return $"{name} has no resources/{resource}";
        if (!container.Items("volumeMounts").Any(mount => mount.Text("mountPath") == "/tmp"))
            yield return $"{name} has nowhere to write temporary files";
    }
}
