using System.Text.Json.Nodes;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Who can talk to whom through the network policies, written down once more and compared: a new way in or out is a decision.</summary>
internal static class Reach
{
    private static readonly string[] Everywhere =
    [
        "silo → silo:11111", "gateway → silo:30000", "silo → database:5432", "gateway → database:5432", "migrate → database:5432",
        "ingress-nginx → gateway:8080", "monitoring → silo:8081", "monitoring → gateway:8081",
        "silo → monitoring:4317", "silo → monitoring:4318", "gateway → monitoring:4317", "gateway → monitoring:4318",
        "* → kube-system:53",
    ];

    private static readonly string[] WithOperator =
    [
        "database → database:5432", "database → database:8000", "cnpg-system → database:5432", "cnpg-system → database:8000", "monitoring → database:9187",
        "database → anywhere:443", "database → anywhere:6443", "database → anywhere:9000",
    ];

    private static readonly string[] Components = ["silo", "gateway", "migrate", "database"];

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        if (!overlay.Of("NetworkPolicy").Any(policy => policy.At("spec/podSelector") is JsonObject { Count: 0 } && policy.At("spec/ingress") is null && policy.At("spec/egress") is null
            && policy.Items("spec/policyTypes").Select(type => $"{type}").Order().SequenceEqual(["Egress", "Ingress"])))
            yield return "nothing closes what no policy opens";

        var wanted = Everywhere.Concat(overlay.Of("Cluster").Any() ? WithOperator : []).ToHashSet();
        var (into, from) = (Ways(overlay, "ingress").ToHashSet(), Ways(overlay, "egress").ToHashSet());
        // Within the namespace both ends must agree; to and from other namespaces one end is ours.
        var open = into.Where(way => !Components.Contains(Start(way)) || from.Contains(way)).Concat(from.Where(way => !Components.Contains(End(way)) || into.Contains(way))).ToHashSet();
        foreach (var way in open.Except(wanted).Order())
            yield return $"open, but not meant to be: {way}";
        foreach (var way in wanted.Except(open).Order())
            yield return $"meant to be open: {way}";
        foreach (var way in into.Union(from).Except(open).Order())
            yield return $"open at one end only: {way}";
    }

    private static string Start(string way) => way.Split(" → ")[0];

    private static string End(string way) => way.Split(" → ")[1].Split(':')[0];

    private static IEnumerable<string> Ways(Overlay overlay, string direction) =>
        from policy in overlay.Of("NetworkPolicy")
        where policy.Items("spec/policyTypes").Any(type => string.Equals($"{type}", direction, StringComparison.OrdinalIgnoreCase))
        from own in Chosen(policy.At("spec/podSelector"))
        from rule in policy.Items($"spec/{direction}")
        from peer in rule.Items(direction == "ingress" ? "from" : "to").Any() ? rule.Items(direction == "ingress" ? "from" : "to").SelectMany(Peers) : ["anywhere"]
        from port in rule.Items("ports").Any() ? rule.Items("ports").Select(port => Number(overlay, direction == "ingress" ? own : peer, port.Text("port"))) : ["any"]
        select direction == "ingress" ? $"{peer} → {own}:{port}" : $"{own} → {peer}:{port}";

    private static IEnumerable<string> Peers(JsonNode peer) => peer.At("namespaceSelector") is { } space
        ? [space.Text("matchLabels/kubernetes.io~metadata.name") ?? "every namespace"]
        : Chosen(peer.At("podSelector"));

    /// <summary>The components that a selector chooses; a star where it chooses all pods.</summary>
    private static IEnumerable<string> Chosen(JsonNode? selector) => selector is null or JsonObject { Count: 0 } ? ["*"]
        : Components.Where(component => Selectors.Matches(selector, new Dictionary<string, string> { ["app.kubernetes.io/name"] = "fazhicloud", ["app.kubernetes.io/component"] = component }));

    private static string Number(Overlay overlay, string component, string? port) =>
        overlay.Workloads.Where(workload => workload.Component == component).Select(workload => $"{Ports.Resolve(workload, port)}").FirstOrDefault(number => number.Length > 0) ?? port ?? "any";
}
