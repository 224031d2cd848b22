using System.Diagnostics;

namespace FaZhiCloud.Deployment.Tests;

/// <summary>The kustomize inside kubectl. FAZHI_KUBECTL names another one than the PATH's.</summary>
internal static class Kubectl
{
    private static readonly string? Program = Find();

    /// <summary>Skips the test, saying why, where there is no kubectl.</summary>
    public static void Require() => Assert.SkipWhen(Program is null, "没有 kubectl（Debian：apt-get install kubernetes-client），k8s/ 清单未检查。| There is no kubectl; the manifests were not checked.");

    /// <summary>What <c>kubectl kustomize</c> makes of a folder of k8s/.</summary>
    public static string Kustomize(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, ["kustomize", Path.Combine(House.Root, "k8s", folder)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return output;
    }

    private static string? Find() => Environment.GetEnvironmentVariable("FAZHI_KUBECTL") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0)
            .SelectMany(folder => new[] { Path.Combine(folder, "kubectl"), Path.Combine(folder, "kubectl.exe") }).FirstOrDefault(File.Exists);
}
