using System.Diagnostics;
using Docker.DotNet.Models;

namespace FaZhiCloud.Cluster.Tests.Containers;

/// <summary>The images under test, and Docker's command line for what a test library has no word for: kill, disconnect.</summary>
internal static class Images
{
    /// <summary>Built from k8s/Dockerfile; FAZHI_IMAGE_TAG names another version.</summary>
    public static string Silo => $"fazhicloud/silo:{Tag}";

    public static string Gateway => $"fazhicloud/gateway:{Tag}";

    /// <summary>Any image with the conventions of the official one.</summary>
    public static string Postgres => Environment.GetEnvironmentVariable("FAZHI_POSTGRES_IMAGE") is { Length: > 0 } image ? image : "postgres:17";

    private static string Tag => Environment.GetEnvironmentVariable("FAZHI_IMAGE_TAG") is { Length: > 0 } tag ? tag : "0.1.0";

    /// <summary>Why the containers cannot be tested here; null when they can.</summary>
    public static async Task<string?> WhyNotAsync()
    {
        try
        {
            // Testcontainers asks for a newer API than engines of some distributions speak, unless told.
            if (Environment.GetEnvironmentVariable("DOCKER_API_VERSION") is null)
                Environment.SetEnvironmentVariable("DOCKER_API_VERSION", await DockerAsync("version", "--format", "{{.Server.APIVersion}}"));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return "No Docker engine answers here, so the containers were not tested.";
        }

        foreach (var image in new[] { Silo, Gateway, Postgres })
        {
            if (await TryAsync("image", "inspect", image) is not 0)
                return $"There is no image {image} here (build it from k8s/Dockerfile), so the containers were not tested.";
        }

        return null;
    }

    /// <summary>Gives a container a fixed address on the only network it joins.</summary>
    public static void Place(CreateContainerParameters create, string address)
    {
        foreach (var endpoint in create.NetworkingConfig!.EndpointsConfig!.Values)
            endpoint.IPAMConfig = new() { IPv4Address = address };
    }

    /// <summary>Runs docker and answers what it said.</summary>
    public static async Task<string> DockerAsync(params string[] arguments)
    {
        using var docker = Process.Start(Command(arguments))!;
        var (said, complained) = (docker.StandardOutput.ReadToEndAsync(), docker.StandardError.ReadToEndAsync());
        await docker.WaitForExitAsync();
        return docker.ExitCode == 0 ? (await said).Trim() : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}: {await complained}");
    }

    private static async Task<int> TryAsync(params string[] arguments)
    {
        using var docker = Process.Start(Command(arguments))!;
        await Task.WhenAll(docker.StandardOutput.ReadToEndAsync(), docker.StandardError.ReadToEndAsync(), docker.WaitForExitAsync());
        return docker.ExitCode;
    }

    private static ProcessStartInfo Command(string[] arguments) => new("docker", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
}
