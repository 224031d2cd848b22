namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Every object belongs to one of the steps in which k8s/README.md installs and upgrades; otherwise it would never be applied.</summary>
internal static class Steps
{
    public static readonly string[] InOrder = ["ground", "migrate", "silos", "gateways"];

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        foreach (var document in overlay.Documents)
        {
            var step = document.Text("metadata/labels/fazhicloud~step");
            if (!InOrder.Contains(step))
                yield return $"{Overlay.Title(document)}: is applied in no step";
            var own = document.Text("kind") switch { "Job" => "migrate", "Deployment" => $"{document.Text("metadata/labels/app.kubernetes.io~component")}s", _ => "ground" };
            if (step != own)
                yield return $"{Overlay.Title(document)}: belongs to step {own}";
            if (document.Text("kind") != "Namespace" && document.Text("metadata/namespace") != overlay.Namespace)
                yield return $"{Overlay.Title(document)}: is not in namespace {overlay.Namespace}";
        }
    }
}
