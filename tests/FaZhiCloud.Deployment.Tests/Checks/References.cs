using System.Text.Json.Nodes;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Whatever names another object names one that is there: made by the overlay, by an operator, or by hand as k8s/README.md says.</summary>
internal static class References
{
    private static readonly string[] Selecting = ["PodDisruptionBudget", "PodMonitor"];

    public static IEnumerable<string> Complaints(Overlay overlay) => Selectors(overlay).Concat(Targets(overlay)).Concat(Backends(overlay)).Concat(Sources(overlay)).Concat(Database(overlay));

    /// <summary>Secrets that somebody makes before the installation; ReadmeTests holds that k8s/README.md says how.</summary>
    public static readonly IReadOnlyList<string> MadeByHand = ["fazhi-db-owner", "fazhi-db-service", "fazhi-backup-store", "fazhi-tls"];

    private static IEnumerable<string> Selectors(Overlay overlay)
    {
        foreach (var workload in overlay.Workloads.Where(workload => workload.Serves))
        {
            if (!Tests.Selectors.Matches(workload.Document.At("spec/selector"), workload.Labels))
                yield return $"{workload}: its selector does not match its own pods";
            foreach (var spread in workload.Pod.Items("topologySpreadConstraints").Where(spread => !Tests.Selectors.Matches(spread.At("labelSelector"), workload.Labels)))
                yield return $"{workload}: the spread over {spread.Text("topologyKey")} does not match its own pods";
            if (workload.Kind == "Deployment" && overlay.Of("PodDisruptionBudget").Count(budget => Tests.Selectors.Matches(budget.At("spec/selector"), workload.Labels)) != 1)
                yield return $"{workload}: wants exactly one PodDisruptionBudget";
        }

        foreach (var document in overlay.Documents.Where(document => Selecting.Contains(Overlay.Kind(document)) && !IsOfCluster(overlay, document) && !overlay.Selected(document.At("spec/selector")).Any()))
            yield return $"{Overlay.Title(document)}: selects no pods";
        foreach (var service in overlay.Of("Service").Where(service => !overlay.Workloads.Any(workload => service.Pairs("spec/selector").All(wanted => workload.Labels.GetValueOrDefault(wanted.Key) == wanted.Value))))
            yield return $"{Overlay.Title(service)}: selects no pods";
    }

    private static bool IsOfCluster(Overlay overlay, JsonNode document) =>
        document.At("spec/selector").Pairs("matchLabels").Any(wanted => wanted.Key == "cnpg.io/cluster" && overlay.Has("Cluster", wanted.Value));

    private static IEnumerable<string> Targets(Overlay overlay)
    {
        foreach (var scaler in overlay.Of("HorizontalPodAutoscaler"))
        {
            var target = overlay.Workloads.FirstOrDefault(workload => workload.Kind == scaler.Text("spec/scaleTargetRef/kind") && workload.Name == scaler.Text("spec/scaleTargetRef/name"));
            if (target is null)
                yield return $"{Overlay.Title(scaler)}: scales {scaler.Text("spec/scaleTargetRef/name")}, which is not there";
            else if (target.Document.At("spec/replicas") is not null)
                yield return $"{Overlay.Title(scaler)}: each apply would set {target} back to its own number of replicas";
        }
    }

    private static IEnumerable<string> Backends(Overlay overlay) =>
        from ingress in overlay.Of("Ingress")
        from path in ingress.Items("spec/rules").SelectMany(rule => rule.Items("http/paths"))
        let service = overlay.Of("Service").FirstOrDefault(service => Overlay.NameOf(service) == path.Text("backend/service/name"))
        where !service.Items("spec/ports").Any(port => port.Text("name") == path.Text("backend/service/port/name") && port.Text("targetPort") == "http")
        select $"{Overlay.Title(ingress)}: {path.Text("path")} leads to {path.Text("backend/service/name")}, which does not offer the public port {path.Text("backend/service/port/name")}";

    private static IEnumerable<string> Sources(Overlay overlay)
    {
        foreach (var workload in overlay.Workloads)
        {
            var maps = workload.Containers.SelectMany(container => container.Items("envFrom")).Select(source => source.Text("configMapRef/name"))
                .Concat(workload.Pod.Items("volumes").Select(volume => volume.Text("configMap/name")));
            foreach (var name in maps.Where(name => name is not null && !overlay.Has("ConfigMap", name)))
                yield return $"{workload}: there is no ConfigMap {name}";
            foreach (var name in SecretsOf(workload).Where(name => !IsThere(overlay, name)))
                yield return $"{workload}: there is no Secret {name}";
            foreach (var mount in workload.Containers.SelectMany(container => container.Items("volumeMounts"))
                .Where(mount => !workload.Pod.Items("volumes").Concat(workload.Document.Items("spec/volumeClaimTemplates").Select(claim => claim.At("metadata")!)).Any(volume => volume.Text("name") == mount.Text("name"))))
                yield return $"{workload}: mounts {mount.Text("name")}, which is no volume";
        }

        foreach (var ingress in overlay.Of("Ingress"))
        {
            foreach (var name in ingress.Items("spec/tls").Select(tls => tls.Text("secretName")!).Where(name => !IsThere(overlay, name)))
                yield return $"{Overlay.Title(ingress)}: there is no Secret {name}";
        }
    }

    private static IEnumerable<string> SecretsOf(Workload workload) => workload.Containers.SelectMany(container => container.Items("env")).Select(variable => variable.Text("valueFrom/secretKeyRef/name"))
        .Concat(workload.Containers.SelectMany(container => container.Items("envFrom")).Select(source => source.Text("secretRef/name")))
        .Concat(workload.Pod.Items("volumes").Select(volume => volume.Text("secret/secretName"))).OfType<string>().Distinct();

    private static bool IsThere(Overlay overlay, string secret) => overlay.Has("Secret", secret)
        || (!overlay.Of("Secret").Any() && MadeByHand.Contains(secret))
        || (secret.EndsWith("-ca", StringComparison.Ordinal) && overlay.Has("Cluster", secret[..^"-ca".Length]));

    private static IEnumerable<string> Database(Overlay overlay)
    {
        foreach (var cluster in overlay.Of("Cluster"))
        {
            var secrets = cluster.Items("spec/managed/roles").Select(role => role.Text("passwordSecret/name")).Append(cluster.Text("spec/bootstrap/initdb/secret/name")).OfType<string>();
            foreach (var name in secrets.Where(name => !IsThere(overlay, name)))
                yield return $"{Overlay.Title(cluster)}: there is no Secret {name}";
            foreach (var store in cluster.Items("spec/plugins").Select(plugin => plugin.Text("parameters/barmanObjectName")).Where(store => !overlay.Has("ObjectStore", store)))
                yield return $"{Overlay.Title(cluster)}: there is no ObjectStore {store}";
            if (!overlay.Of("ScheduledBackup").Any(backup => backup.Text("spec/cluster/name") == Overlay.NameOf(cluster)
                && cluster.Items("spec/plugins").Any(plugin => plugin.Text("name") == backup.Text("spec/pluginConfiguration/name"))))
                yield return $"{Overlay.Title(cluster)}: nothing backs it up";
        }

        foreach (var store in overlay.Of("ObjectStore"))
        {
            foreach (var name in new[] { "accessKeyId", "secretAccessKey" }.Select(key => store.Text($"spec/configuration/s3Credentials/{key}/name")).Where(name => name is null || !IsThere(overlay, name)))
                yield return $"{Overlay.Title(store)}: there is no Secret {name}";
        }

        var host = new Npgsql.NpgsqlConnectionStringBuilder(overlay.The("ConfigMap", "fazhi").Text("data/FAZHI_POSTGRES") ?? "").Host;
        if (!overlay.Has("Service", host) && !(host?.EndsWith("-rw", StringComparison.Ordinal) == true && overlay.Has("Cluster", host[..^"-rw".Length])))
            yield return $"FAZHI_POSTGRES: there is no database {host}";
    }
}
