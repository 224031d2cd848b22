using System.Diagnostics;

namespace FaZhiCloud.Townships.Postgres;

/// <summary>What a command line tool answered; a tool that could not be started has exit code 127.</summary>
internal sealed record ToolAnswer(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public string LastLine => Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? $"exit {ExitCode}";
}

internal static class Tool
{
    /// <summary>Runs a tool to its end in the root directory, in English and without the caller's PG* variables.</summary>
    public static async Task<ToolAnswer> RunAsync(
        string file, IEnumerable<string> arguments, string? input = null, bool capture = true, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = capture,
            RedirectStandardError = capture,
            RedirectStandardInput = true,
            // The tools of PostgreSQL 15 and older fail where the stepped-down user cannot enter the working directory.
            WorkingDirectory = OperatingSystem.IsWindows() ? Path.GetTempPath() : "/",
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return new(127, $"{file}: {e.Message}");
        }

        using (process)
        {
            try
            {
                var output = capture ? process.StandardOutput.ReadToEndAsync(cancellationToken) : Task.FromResult("");
                var error = capture ? process.StandardError.ReadToEndAsync(cancellationToken) : Task.FromResult("");
                await WriteAsync(process, input);
                await process.WaitForExitAsync(cancellationToken);
                return new(process.ExitCode, await output + await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    private static async Task WriteAsync(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool left before reading; its exit code tells.
        }
    }
}
