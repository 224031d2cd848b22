using FaZhiCloud.Deployment.Tests.Checks;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>Every overlay, built by kubectl as an operator would, passes every check.</summary>
public sealed class OverlayTests
{
    public static TheoryData<string, string> Cases => [.. from overlay in Overlay.Names from check in Check.All select (overlay, check.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_overlay_passes_the_check(string overlay, string check) => Check.Named(check).Complaints(Overlay.Build(overlay)).ShouldBeEmpty();

    [Fact]
    public void Every_overlay_is_tested() =>
        Directory.EnumerateDirectories(Path.Combine(House.Root, "k8s", "overlays")).Select(Path.GetFileName).Order().ShouldBe(Overlay.Names.Order());

    [Theory]
    [InlineData("dev", 1, 1)]
    [InlineData("prod", 3, 2)]
    public void An_overlay_runs_as_many_as_it_says(string name, int silos, int gateways)
    {
        var overlay = Overlay.Build(name);
        (overlay.The("Deployment", "fazhi-silo").Text("spec/replicas") ?? "1").ShouldBe($"{silos}");
        var scaler = overlay.Of("HorizontalPodAutoscaler").FirstOrDefault();
        (scaler.Text("spec/minReplicas") ?? overlay.The("Deployment", "fazhi-gateway").Text("spec/replicas") ?? "1").ShouldBe($"{gateways}");
    }
}
