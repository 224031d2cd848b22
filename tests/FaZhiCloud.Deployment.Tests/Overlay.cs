using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>What runs pods: a Deployment, StatefulSet or Job, with its pods' labels and specification.</summary>
internal sealed record Workload(string Kind, string Name, JsonObject Document)
{
    public JsonNode Pod => Document.At("spec/template/spec")!;

    public IReadOnlyDictionary<string, string> Labels => Document.Pairs("spec/template/metadata/labels").ToDictionary();

    public string Component => Labels.GetValueOrDefault("app.kubernetes.io/component", "");

    public IEnumerable<JsonNode> Containers => Pod.Items("initContainers").Concat(Pod.Items("containers"));

    /// <summary>The container of one of our own programs; null for other software.</summary>
    public JsonNode? Program => Containers.FirstOrDefault(container => ProgramOf(container) is not null);

    /// <summary>Runs on and on, and therefore wants probes and an orderly end.</summary>
    public bool Serves => Kind != "Job";

    public override string ToString() => $"{Kind} {Name}";

    /// <summary>The project whose program a container runs.</summary>
    public static string? ProgramOf(JsonNode container)
    {
        var image = container.Text("image") ?? "";
        var name = image[(image.LastIndexOf('/') + 1)..].Split(':')[0];
        return image.Contains("fazhicloud/", StringComparison.Ordinal) ? name switch { "gateway" => "FaZhiCloud.Gateway", "silo" => "FaZhiCloud.Silo", _ => null } : null;
    }
}

/// <summary>All objects that an overlay makes.</summary>
internal sealed class Overlay
{
    public static readonly string[] Names = ["dev", "prod"];

    private static readonly ConcurrentDictionary<string, string> Built = new();

    private Overlay(string name, IReadOnlyList<JsonObject> documents) => (Name, Documents) = (name, documents);

    public string Name { get; }

    public IReadOnlyList<JsonObject> Documents { get; }

    public IEnumerable<Workload> Workloads => Documents.Where(document => Kind(document) is "Deployment" or "StatefulSet" or "Job")
        .Select(document => new Workload(Kind(document), NameOf(document), document));

    public string Namespace => NameOf(Of("Namespace").Single());

    /// <summary>A copy of what kubectl builds, free to be changed.</summary>
    public static Overlay Build(string name)
    {
        Kubectl.Require();
        return new(name, [.. Yaml.Documents(Built.GetOrAdd(name, _ => Kubectl.Kustomize($"overlays/{name}")))]);
    }

    public IEnumerable<JsonObject> Of(string kind) => Documents.Where(document => Kind(document) == kind);

    /// <summary>The one object of that kind and name; the suffix that generated names carry may be left out.</summary>
    public JsonObject The(string kind, string name) => Of(kind).Single(document => NameOf(document) == name || (kind is "ConfigMap" or "Secret" && Stem(NameOf(document)) == name));

    public bool Has(string kind, string? name) => Of(kind).Any(document => NameOf(document) == name);

    /// <summary>Pods of this overlay that a label selector chooses.</summary>
    public IEnumerable<Workload> Selected(JsonNode? selector) => Workloads.Where(workload => Selectors.Matches(selector, workload.Labels));

    public static string Kind(JsonNode document) => document.Text("kind") ?? "";

    public static string NameOf(JsonNode document) => document.Text("metadata/name") ?? "";

    public static string Title(JsonNode document) => $"{Kind(document)} {NameOf(document)}";

    private static string Stem(string generated) => generated[..Math.Max(0, generated.LastIndexOf('-'))];
}

/// <summary>Label selectors, as the cluster reads them.</summary>
internal static class Selectors
{
    public static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector.Pairs("matchLabels").All(wanted => labels.GetValueOrDefault(wanted.Key) == wanted.Value) && selector.Items("matchExpressions").All(expression => Holds(expression, labels));

    private static bool Holds(JsonNode expression, IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(expression.Text("key")!, out var value);
        var values = expression.Items("values").Select(item => $"{item}");
        return expression.Text("operator") switch
        {
            "In" => has && values.Contains(value),
            "NotIn" => !has || !values.Contains(value),
            "Exists" => has,
            "DoesNotExist" => !has,
            var other => throw new ArgumentException($"selector operator {other}"),
        };
    }
}
