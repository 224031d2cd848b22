using System.Text.Json.Nodes;
using FaZhiCloud.Deployment.Tests.Checks;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>Each check sees what it is there for: one thing is changed in what kubectl built, and the check says so.</summary>
public sealed class ChecksCanFailTests
{
    /// <summary>The check, what is done to prod, the place of the change, and words of the complaint. A null takes away, a value replaces.</summary>
    private static readonly (string Check, string What, string Words)[] Changes =
    [
        (nameof(Shape), "Deployment fazhi-silo: spec/strategy/rollingUpdate/maxUnavailble = 0", "maxUnavailble"),
        (nameof(Shape), "NetworkPolicy fazhi-closed: kind = \"NetPolicy\"", "NetPolicy"),
        (nameof(Shape), "Deployment fazhi-silo: spec/template/spec/containers/0/env/FAZHI_SILO_PORT/value = 11111", "must be quoted"),
        (nameof(Ports), "Deployment fazhi-silo: spec/template/spec/containers/0/ports/0/containerPort = 11112", "is told 11111 for silo"),
        (nameof(Ports), "Deployment fazhi-gateway: spec/template/spec/containers/0/args/2 = \"http://0.0.0.0:8090\"", "told 8090 for http"),
        (nameof(Ports), "Deployment fazhi-silo: spec/template/spec/containers/0/env/FAZHI_ADMIN_URL/value = \"http://0.0.0.0:9000\"", "told 9000 for admin"),
        (nameof(Ports), "Service fazhi-gateway: spec/ports/0/targetPort = \"web\"", "target port web"),
        (nameof(Ports), "Deployment fazhi-gateway: spec/template/spec/containers/0/livenessProbe/httpGet/port = \"health\"", "asks port health"),
        (nameof(Ports), "NetworkPolicy fazhi-silo: spec/ingress/0/ports/0/port = \"membership\"", "to port membership"),
        (nameof(Ports), "NetworkPolicy fazhi-gateway: spec/egress/0/ports/0/port = 30001", "lets out to port 30001"),
        (nameof(Ports), "PodMonitor fazhi: spec/podMetricsEndpoints/0/port = \"metrics\"", "port metrics is not declared"),
        (nameof(References), "Deployment fazhi-silo: spec/selector/matchLabels/app.kubernetes.io~component = \"silos\"", "does not match its own pods"),
        (nameof(References), "Deployment fazhi-silo: spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels/app.kubernetes.io~component = \"gateway\"", "the spread over"),
        (nameof(References), "PodDisruptionBudget fazhi-silo: spec/selector/matchLabels/app.kubernetes.io~component = \"sillo\"", "selects no pods"),
        (nameof(References), "PodDisruptionBudget fazhi-silo: spec/selector/matchLabels/app.kubernetes.io~component = \"gateway\"", "exactly one PodDisruptionBudget"),
        (nameof(References), "Service fazhi-gateway: spec/selector/app.kubernetes.io~component = \"api\"", "selects no pods"),
        (nameof(References), "PodMonitor fazhi: spec/selector/matchLabels/app.kubernetes.io~name = \"fazhi\"", "selects no pods"),
        (nameof(References), "HorizontalPodAutoscaler fazhi-gateway: spec/scaleTargetRef/name = \"gateway\"", "which is not there"),
        (nameof(References), "Deployment fazhi-gateway: spec/replicas = 2", "set Deployment fazhi-gateway back"),
        (nameof(References), "Ingress fazhi: spec/rules/0/http/paths/0/backend/service/name = \"gateway\"", "does not offer"),
        (nameof(References), "Ingress fazhi: spec/rules/0/http/paths/0/backend/service/port/name = \"admin\"", "does not offer"),
        (nameof(References), "Ingress fazhi: spec/tls/0/secretName = \"tls\"", "no Secret tls"),
        (nameof(References), "Deployment fazhi-silo: spec/template/spec/containers/0/envFrom/0/configMapRef/name = \"fazhi\"", "no ConfigMap fazhi"),
        (nameof(References), "Deployment fazhi-silo: spec/template/spec/containers/0/env/PGPASSWORD/valueFrom/secretKeyRef/name = \"db\"", "no Secret db"),
        (nameof(References), "Job fazhi-migrate: spec/template/spec/volumes/database-ca/secret/secretName = \"other-ca\"", "no Secret other-ca"),
        (nameof(References), "Job fazhi-migrate: spec/template/spec/containers/0/volumeMounts/0/name = \"nowhere\"", "which is no volume"),
        (nameof(References), "ScheduledBackup fazhi-nightly: spec/cluster/name = \"db\"", "nothing backs it up"),
        (nameof(References), "Cluster fazhi-db: spec/plugins/0/parameters/barmanObjectName = \"store\"", "no ObjectStore store"),
        (nameof(References), "Cluster fazhi-db: spec/managed/roles/0/passwordSecret/name = \"pw\"", "no Secret pw"),
        (nameof(References), "ObjectStore fazhi-backups: spec/configuration/s3Credentials/accessKeyId/name = \"s3\"", "no Secret s3"),
        (nameof(References), "ConfigMap fazhi: data/FAZHI_POSTGRES = \"Host=db;Database=fazhi\"", "no database db"),
        (nameof(Configuration), "ConfigMap fazhi: data/FAZHI_RateLimit__PerUser = \"5\"", "no program reads FAZHI_RateLimit__PerUser"),
        (nameof(Configuration), "Deployment fazhi-silo: spec/template/spec/containers/0/env/FAZHI_SILO_PORT/name = \"FAZHI_SILOPORT\"", "does not read FAZHI_SILOPORT"),
        (nameof(Configuration), "Deployment fazhi-silo: spec/template/spec/containers/0/env/FAZHI_SILO_PORT/name = \"FAZHI_SILOPORT\"", "FAZHI_SILO_PORT is not set"),
        (nameof(Configuration), "Deployment fazhi-gateway: spec/template/spec/containers/0/env/PGUSER/name = \"PGLOGIN\"", "does not read PGLOGIN"),
        (nameof(Configuration), "Job fazhi-migrate: spec/template/spec/containers/0/envFrom = null", "FAZHI_POSTGRES is not set"),
        (nameof(Configuration), "Deployment fazhi-silo: spec/template/spec/containers/0/env/FAZHI_POD_IP/valueFrom/fieldRef/fieldPath = \"status.hostIP\"", "the pod's own address"),
        (nameof(Configuration), "Deployment fazhi-silo: spec/template/spec/containers/0/env/FAZHI_CLUSTER/value = \"single\"", "a cluster of its own"),
        (nameof(Configuration), "Deployment fazhi-silo: spec/template/spec/containers/0/env/FAZHI_CLUSTER/name = \"FAZHI_POD_IP\"", "set twice"),
        (nameof(Arguments), "Deployment fazhi-gateway: spec/template/spec/containers/0/args/0 = \"run\"", "no verb run"),
        (nameof(Arguments), "Deployment fazhi-gateway: spec/template/spec/containers/0/args/1 = \"--url\"", "no option --url"),
        (nameof(Arguments), "Deployment fazhi-gateway: spec/template/spec/containers/0/args/4 = \"embedded\"", "is their client"),
        (nameof(Arguments), "Deployment fazhi-silo: spec/template/spec/containers/0/args = [\"serve\"]", "takes no arguments"),
        (nameof(Hardening), "Deployment fazhi-silo: spec/template/spec/automountServiceAccountToken = true", "token"),
        (nameof(Hardening), "Deployment fazhi-silo: spec/template/spec/securityContext/runAsUser = 0", "root"),
        (nameof(Hardening), "Job fazhi-migrate: spec/template/spec/securityContext/seccompProfile = null", "seccomp"),
        (nameof(Hardening), "Deployment fazhi-silo: spec/template/spec/hostNetwork = true", "hostNetwork"),
        (nameof(Hardening), "Deployment fazhi-silo: spec/template/spec/volumes/0/hostPath = {\"path\":\"/\"}", "node's disk"),
        (nameof(Hardening), "Deployment fazhi-gateway: spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem = false", "write to its image"),
        (nameof(Hardening), "Deployment fazhi-gateway: spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation = null", "gain privileges"),
        (nameof(Hardening), "Deployment fazhi-gateway: spec/template/spec/containers/0/securityContext/capabilities/drop/0 = \"CHOWN\"", "keeps capabilities"),
        (nameof(Hardening), "Job fazhi-migrate: spec/template/spec/containers/0/resources/limits/memory = null", "limits/memory"),
        (nameof(Hardening), "Deployment fazhi-silo: spec/template/spec/containers/0/volumeMounts/tmp/mountPath = \"/var/tmp\"", "temporary files"),
        (nameof(Hardening), "Namespace fazhi: metadata/labels/pod-security.kubernetes.io~enforce = \"baseline\"", "restricted"),
        (nameof(Images), "Deployment fazhi-silo: spec/template/spec/containers/0/image = \"fazhicloud/silo:latest\"", "which version"),
        (nameof(Images), "Deployment fazhi-silo: spec/template/spec/containers/0/image = \"registry:5000/fazhicloud/silo\"", "which version"),
        (nameof(Images), "Deployment fazhi-silo: spec/template/spec/containers/0/image = \"fazhicloud/silo:0.0.1\"", "is not version"),
        (nameof(Images), "Cluster fazhi-db: spec/imageName = \"postgresql\"", "which version"),
        (nameof(Secrets), "ConfigMap fazhi: kind = \"Secret\"", "stands in the repository"),
        (nameof(Secrets), "Deployment fazhi-silo: spec/template/spec/containers/0/env/PGPASSWORD/value = \"x\"", "is written out"),
        (nameof(Secrets), "ConfigMap fazhi: data/FAZHI_POSTGRES = \"Host=fazhi-db-rw;Password=x\"", "holds a password"),
        (nameof(Secrets), "Deployment fazhi-silo: spec/template/spec/volumes/database-ca/secret/items = null", "private key"),
        (nameof(Probes), "Deployment fazhi-silo: spec/template/spec/containers/0/startupProbe = null", "has no startupProbe"),
        (nameof(Probes), "Deployment fazhi-silo: spec/template/spec/containers/0/livenessProbe/httpGet/path = \"/health/ready\"", "instead of /health/live"),
        (nameof(Probes), "Deployment fazhi-gateway: spec/template/spec/containers/0/readinessProbe/httpGet/path = \"/healthz\"", "does not answer /healthz"),
        (nameof(Probes), "Deployment fazhi-gateway: spec/template/spec/containers/0/readinessProbe/httpGet/port = \"http\"", "another port than admin"),
        (nameof(Probes), "Deployment fazhi-silo: spec/template/spec/containers/0/startupProbe/failureThreshold = 3", "gives up starting"),
        (nameof(Probes), "Deployment fazhi-silo: spec/template/spec/containers/0/livenessProbe/failureThreshold = 1", "is killed after 10 s"),
        (nameof(Stopping), "Deployment fazhi-silo: spec/template/spec/terminationGracePeriodSeconds = null", "is killed after 30 s"),
        (nameof(Stopping), "Deployment fazhi-gateway: spec/template/spec/containers/0/env/FAZHI_SHUTDOWN_SECONDS/value = \"60\"", "leave too little"),
        (nameof(Stopping), "Deployment fazhi-gateway: spec/template/spec/containers/0/env/FAZHI_DRAIN_SECONDS/value = \"0\"", "stops listening"),
        (nameof(Stopping), "Deployment fazhi-silo: spec/strategy/rollingUpdate/maxUnavailable = 1", "before its replacement"),
        (nameof(Stopping), "PodDisruptionBudget fazhi-gateway: spec/maxUnavailable = 0", "never blocked"),
        (nameof(Reach), "NetworkPolicy fazhi-closed: spec/policyTypes = [\"Ingress\"]", "nothing closes"),
        (nameof(Reach), "NetworkPolicy fazhi-gateway: spec/ingress/0/from = []", "anywhere → gateway:8080"),
        (nameof(Reach), "NetworkPolicy fazhi-silo: spec/ingress/0/from/0/podSelector = {}", "* → silo:11111"),
        (nameof(Reach), "NetworkPolicy fazhi-database: spec/ingress/0/from/0/podSelector/matchExpressions/0/values = [\"gateway\",\"silo\"]", "meant to be open: migrate → database:5432"),
        (nameof(Reach), "NetworkPolicy fazhi-silo: spec/egress/1 = {}", "silo → anywhere:any"),
        (nameof(Reach), "NetworkPolicy fazhi-silo: spec/ingress/2/from/0/namespaceSelector = {}", "every namespace → silo:8081"),
        (nameof(Reach), "NetworkPolicy fazhi-migrate: spec/policyTypes = []", "migrate → database:5432"),
        (nameof(Roles), "Cluster fazhi-db: spec/bootstrap/initdb/postInitApplicationSQL/1 = \"select 1\"", "nobody makes the role fazhi_sign_in"),
        (nameof(Roles), "Cluster fazhi-db: spec/bootstrap/initdb/postInitApplicationSQL/2 = \"grant fazhi_service to fazhi\"", "fazhi is no member of fazhi_sign_in"),
        (nameof(Roles), "Cluster fazhi-db: spec/managed/roles/0/inRoles = []", "fazhi_app cannot act as fazhi_service"),
        (nameof(Roles), "Cluster fazhi-db: spec/managed/roles/0/superuser = true", "may do more"),
        (nameof(Connections), "HorizontalPodAutoscaler fazhi-gateway: spec/maxReplicas = 60", "the database gives 300"),
        (nameof(Connections), "ConfigMap fazhi: data/FAZHI_POSTGRES = \"Host=fazhi-db-rw;Maximum Pool Size=90\"", "the database gives 300"),
        (nameof(Alerts), "PrometheusRule fazhi: spec/groups/0/rules/0/expr = \"fazhi_unknown{namespace=\\\"fazhi\\\"} > 0\"", "nobody exports fazhi_unknown"),
        (nameof(Alerts), "PrometheusRule fazhi: spec/groups/0/rules/0/expr = \"up{namespace=\\\"other\\\"} > 0\"", "namespace other"),
        (nameof(Alerts), "PrometheusRule fazhi: spec/groups/0/rules/0/expr = \"up{job=\\\"x\\\"} > 0\"", "every namespace"),
        (nameof(Alerts), "PrometheusRule fazhi: spec/groups/0/rules/1/labels/severity = \"high\"", "neither what nor how bad"),
        (nameof(Steps), "Service fazhi-gateway: metadata/labels/fazhicloud~step = null", "applied in no step"),
        (nameof(Steps), "Deployment fazhi-silo: metadata/labels/fazhicloud~step = \"ground\"", "belongs to step silos"),
        (nameof(Steps), "Ingress fazhi: metadata/namespace = \"default\"", "not in namespace fazhi"),
    ];

    public static TheoryData<string, string, string> Cases => [.. Changes.Select(change => (change.Check, change.What, change.Words))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_check_sees_the_change(string check, string what, string words)
    {
        var overlay = Overlay.Build("prod");
        Change.Apply(overlay, what);
        Check.Named(check).Complaints(overlay).ShouldContain(complaint => complaint.Contains(words));
    }

    [Fact]
    public void Every_check_has_a_case_that_makes_it_complain() => Changes.Select(change => change.Check).Distinct().Order().ShouldBe(Check.All.Select(check => check.Name).Order());

    [Fact]
    public void A_change_is_seen_although_the_same_overlay_was_built_before()
    {
        var changed = Overlay.Build("prod");
        Change.Apply(changed, "Namespace fazhi: metadata/name = \"other\"");
        Overlay.Build("prod").Namespace.ShouldBe("fazhi");
        changed.Namespace.ShouldBe("other");
    }

    /// <summary>A change written as <c>Kind name: path = json</c>; a null removes. In lists of named things the name may stand for the index.</summary>
    private static class Change
    {
        public static void Apply(Overlay overlay, string what)
        {
            var (target, rest) = Split(what, ": ");
            var (kind, name) = Split(target, " ");
            var (path, json) = Split(rest, " = ");
            var steps = path.Split('/').Select(step => step.Replace('~', '/')).ToList();
            var node = steps.SkipLast(1).Aggregate((JsonNode)overlay.The(kind, name), (at, step) => Step(at, step) ?? throw new ArgumentException($"{what}: there is no {step}"));
            var value = JsonNode.Parse(json);
            if (node is JsonArray list)
                list[int.Parse(steps[^1])] = value;
            else if (value is null)
                ((JsonObject)node).Remove(steps[^1]).ShouldBeTrue(what);
            else
                ((JsonObject)node)[steps[^1]] = value;
        }

        private static JsonNode? Step(JsonNode at, string step) => at is JsonArray list && !int.TryParse(step, out _) ? list.FirstOrDefault(item => item.Text("name") == step) : at.At(step.Replace('/', '~'));

        private static (string, string) Split(string text, string by) => (text[..text.IndexOf(by, StringComparison.Ordinal)], text[(text.IndexOf(by, StringComparison.Ordinal) + by.Length)..]);
    }
}
