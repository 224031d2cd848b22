using System.Text.RegularExpressions;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>What is secret is named, never written: not in variables, not in the connection string, and outside dev in no object at all.</summary>
internal static partial class Secrets
{
    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        if (overlay.Name != "dev")
        {
            foreach (var secret in overlay.Of("Secret"))
                yield return $"{Overlay.Title(secret)}: its value stands in the repository";
        }

        foreach (var (workload, variable) in overlay.Workloads.SelectMany(workload => workload.Containers.SelectMany(container => container.Items("env")).Select(variable => (workload, variable))))
        {
            if (IsSecret().IsMatch(variable.Text("name")!) && variable.At("value") is not null)
                yield return $"{workload}: {variable.Text("name")} is written out";
        }

        foreach (var (map, pair) in overlay.Of("ConfigMap").SelectMany(map => map.Pairs("data").Select(pair => (map, pair))).Where(entry => !entry.pair.Key.EndsWith(".sh", StringComparison.Ordinal)))
        {
            if (IsSecret().IsMatch(pair.Key) || Literal().IsMatch(pair.Value))
                yield return $"{Overlay.Title(map)}: {pair.Key} holds a password";
        }

        foreach (var mounted in overlay.Workloads.SelectMany(workload => workload.Pod.Items("volumes").Where(volume => volume.Text("secret/secretName")?.EndsWith("-ca", StringComparison.Ordinal) == true)
            .Where(volume => volume.Items("secret/items").Select(item => item.Text("key")).ToList() is not ["ca.crt"]).Select(volume => $"{workload}: {volume.Text("name")} hands over the authority's private key")))
            yield return mounted;
    }

    [GeneratedRegex("PASSWORD|SECRET|TOKEN|_KEY$", RegexOptions.IgnoreCase)]
    private static partial Regex IsSecret();

    [GeneratedRegex(@"(?:password|pwd)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();
}
