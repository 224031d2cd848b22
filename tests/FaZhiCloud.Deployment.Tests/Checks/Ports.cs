using System.Text.Json.Nodes;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>One port, one number: what the program is told, the container declares, probes ask, services and policies lead to.</summary>
internal static class Ports
{
    public static IEnumerable<string> Complaints(Overlay overlay) => Told(overlay).Concat(Asked(overlay)).Concat(Served(overlay)).Concat(Opened(overlay)).Concat(Watched(overlay));

    /// <summary>The number of a port given by name or number in a workload's pods; null where there is none.</summary>
    public static int? Resolve(Workload workload, string? port) => workload.Containers.SelectMany(container => container.Items("ports"))
        .Where(declared => declared.Text("name") == port || declared.Text("containerPort") == port).Select(declared => (int?)int.Parse(declared.Text("containerPort")!)).FirstOrDefault();

    private static IEnumerable<string> Told(Overlay overlay)
    {
        foreach (var workload in overlay.Workloads.Where(workload => workload.Program is not null && workload.Serves))
        {
            var program = workload.Program!;
            var told = new Dictionary<string, string?>
            {
                ["silo"] = Value(program, "FAZHI_SILO_PORT"),
                ["grains"] = Value(program, "FAZHI_GATEWAY_PORT"),
                ["admin"] = Port(Value(program, "FAZHI_ADMIN_URL")),
                ["http"] = Port(Arguments.ValueOf(program, "--urls")),
            };
            foreach (var (name, number) in told.Where(pair => $"{Resolve(workload, pair.Key)}" != (pair.Value ?? "")))
                yield return $"{workload}: the program is told {number ?? "no port"} for {name}, the container declares {Resolve(workload, name)?.ToString() ?? "none"}";
        }

        static string? Value(JsonNode container, string key) => container.Items("env").FirstOrDefault(variable => variable.Text("name") == key).Text("value");
        static string? Port(string? url) => url is null ? null : $"{new Uri(url).Port}";
    }

    private static IEnumerable<string> Asked(Overlay overlay) =>
        from workload in overlay.Workloads
        from container in workload.Containers
        from probe in Probes.Kinds
        let port = container.Text($"{probe}/httpGet/port")
        where port is not null && Resolve(workload, port) is null
        select $"{workload}: {probe} asks port {port}, which no container declares";

    private static IEnumerable<string> Served(Overlay overlay) =>
        from service in overlay.Of("Service")
        from workload in overlay.Workloads.Where(workload => service.Pairs("spec/selector").All(wanted => workload.Labels.GetValueOrDefault(wanted.Key) == wanted.Value))
        from port in service.Items("spec/ports")
        where Resolve(workload, port.Text("targetPort")) is null
        select $"{Overlay.Title(service)}: target port {port.Text("targetPort")} is not declared by {workload}";

    /// <summary>Policies for pods that an operator makes are left to <see cref="Reach"/>.</summary>
    private static IEnumerable<string> Opened(Overlay overlay)
    {
        foreach (var policy in overlay.Of("NetworkPolicy"))
        {
            foreach (var (workload, port) in overlay.Selected(policy.At("spec/podSelector")).SelectMany(workload => policy.Items("spec/ingress").SelectMany(rule => rule.Items("ports")).Select(port => (workload, port.Text("port")))))
            {
                if (Resolve(workload, port) is null)
                    yield return $"{Overlay.Title(policy)}: lets in to port {port}, which {workload} does not declare";
            }

            foreach (var (peer, port) in policy.Items("spec/egress").SelectMany(rule => rule.Items("to").SelectMany(peer => rule.Items("ports").Select(port => (peer, port.Text("port"))))).Where(pair => pair.peer.At("namespaceSelector") is null))
            {
                foreach (var workload in overlay.Selected(peer.At("podSelector")).Where(workload => Resolve(workload, port) is null))
                    yield return $"{Overlay.Title(policy)}: lets out to port {port}, which {workload} does not declare";
            }
        }
    }

    private static IEnumerable<string> Watched(Overlay overlay) =>
        from monitor in overlay.Of("PodMonitor")
        from workload in overlay.Selected(monitor.At("spec/selector"))
        from endpoint in monitor.Items("spec/podMetricsEndpoints")
        where Resolve(workload, endpoint.Text("port")) is null
        select $"{Overlay.Title(monitor)}: port {endpoint.Text("port")} is not declared by {workload}";
}
