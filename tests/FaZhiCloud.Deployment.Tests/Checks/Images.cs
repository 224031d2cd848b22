namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>Every image names its version; ours is the version of the sources.</summary>
internal static class Images
{
    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        foreach (var (owner, image) in overlay.Workloads.SelectMany(workload => workload.Containers.Select(container => ($"{workload}", container.Text("image") ?? "")))
            .Concat(overlay.Of("Cluster").Select(cluster => (Overlay.Title(cluster), cluster.Text("spec/imageName") ?? ""))))
        {
            var version = image.LastIndexOf(':') > image.LastIndexOf('/') ? image[(image.LastIndexOf(':') + 1)..] : "";
            if (version is "" or "latest" || !version.Any(char.IsAsciiDigit))
                yield return $"{owner}: {image} does not say which version";
            else if (image.Contains("fazhicloud/", StringComparison.Ordinal) && version != House.Version)
                yield return $"{owner}: {image} is not version {House.Version}";
        }
    }
}
