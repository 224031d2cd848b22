using System.Globalization;

namespace FaZhiCloud.Townships.Postgres;

/// <summary>
/// Who runs the server. PostgreSQL refuses to be root, so root steps down to the owner of the directory, to `postgres` or to `nobody`;
/// everybody else runs it as himself.
/// </summary>
internal sealed class ServerAccount
{
    /// <summary>Where a directory that the account cannot reach by its path (a home of mode 700 above it) is handed over as an open file.</summary>
    private const int Handed = 9;

    private readonly string[] _prefix;

    private ServerAccount(string directory, params string[] prefix) => (Directory, _prefix) = (directory, prefix);

    /// <summary>The directory as the server must call it.</summary>
    public string Directory { get; }

    /// <summary>Prepares an existing directory for the account that will run the server on it.</summary>
    public static async Task<ServerAccount> ForAsync(string directory, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new(directory);

        var (user, group) = await ChooseAsync(directory, cancellationToken);
        await RequireAsync("chown", ["-R", $"{user}:{group}", directory], cancellationToken);
        string[] prefix = File.Exists("/usr/bin/setpriv") || File.Exists("/bin/setpriv")
            ? ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"]
            : ["runuser", "-u", (await RequireAsync("id", ["-un", user], cancellationToken)).Trim(), "--"];

        var test = await Tool.RunAsync(prefix[0], [.. prefix[1..], "true"], cancellationToken: cancellationToken);
        if (!test.Succeeded)
            throw PostgresUnavailableException.CannotStepDown(test.LastLine);
        var reachable = await Tool.RunAsync(prefix[0], [.. prefix[1..], "test", "-x", directory], cancellationToken: cancellationToken);
        return reachable.Succeeded
            ? new(directory, prefix)
            : new(
                string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{Handed}"),
                ["sh", "-c", $"exec {Handed}<\"$0\" && exec \"$@\"", directory, .. prefix]);
    }

    public Task<ToolAnswer> RunAsync(
        string tool, IEnumerable<string> arguments, string? input = null, bool capture = true, CancellationToken cancellationToken = default)
    {
        string[] command = [.. _prefix, tool, .. arguments];
        return Tool.RunAsync(command[0], command[1..], input, capture, cancellationToken);
    }

    private static async Task<(string User, string Group)> ChooseAsync(string directory, CancellationToken cancellationToken)
    {
        var owner = (await RequireAsync("stat", ["-c", "%u:%g", directory], cancellationToken)).Trim().Split(':');
        if (owner[0] != "0")
            return (owner[0], owner[1]);
        foreach (var name in new[] { "postgres", "nobody" })
        {
            var user = await Tool.RunAsync("id", ["-u", name], cancellationToken: cancellationToken);
            var group = await Tool.RunAsync("id", ["-g", name], cancellationToken: cancellationToken);
            if (user.Succeeded && group.Succeeded)
                return (user.Output.Trim(), group.Output.Trim());
        }

        throw PostgresUnavailableException.CannotStepDown("no user postgres or nobody");
    }

    private static async Task<string> RequireAsync(string tool, string[] arguments, CancellationToken cancellationToken)
    {
        var answer = await Tool.RunAsync(tool, arguments, cancellationToken: cancellationToken);
        return answer.Succeeded ? answer.Output : throw PostgresUnavailableException.CannotStepDown(answer.LastLine);
    }
}
