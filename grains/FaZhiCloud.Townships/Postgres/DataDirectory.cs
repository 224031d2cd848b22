using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace FaZhiCloud.Townships.Postgres;

/// <summary>
/// The server's directory <c>X</c> with <c>X.lock</c>, <c>X.holder</c> (who holds it) and <c>X.password</c> beside it.
/// Whoever holds the lock is the one living fazhi of this directory; a server found while we hold it is an orphan.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    public const string LogName = "server.log";

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    public string Log => System.IO.Path.Combine(Path, LogName);

    /// <summary>initdb works here and the result is moved into place whole, so a killed initdb leaves nothing half made.</summary>
    public string Cradle => Path + ".new";

    private string PidFile => System.IO.Path.Combine(Path, "postmaster.pid");

    private string PasswordFile => Path + ".password";

    public static DataDirectory Lock(string path)
    {
        path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var file = path + ".lock";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(HolderFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(path, held);
        }
        catch (IOException e) when (File.Exists(file) && e is not PathTooLongException and not DirectoryNotFoundException)
        {
            throw PostgresUnavailableException.InUse(path, ReadHolder(path));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw PostgresUnavailableException.Forbidden(file, e);
        }
    }

    /// <summary>The major version of the data, or null when there is no data yet. Refuses what is not PostgreSQL's.</summary>
    public int? Major()
    {
        try
        {
            if (!Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any())
                return null;
            var version = System.IO.Path.Combine(Path, "PG_VERSION");
            if (!File.Exists(version))
                throw PostgresUnavailableException.NotData(Path, "PG_VERSION missing");
            var text = File.ReadAllText(version).Trim();
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= 10
                ? major
                : throw PostgresUnavailableException.NotData(Path, "PG_VERSION unreadable");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw PostgresUnavailableException.Forbidden(Path, e);
        }
    }

    /// <summary>Moves what initdb made into its place.</summary>
    public void Adopt(string made)
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path);
        Directory.Move(made, Path);
        Directory.Delete(Cradle, recursive: true);
    }

    public string? ReadPassword() =>
        File.Exists(PasswordFile) && File.ReadAllText(PasswordFile).Trim() is { Length: > 0 } password ? password : null;

    public string NewPassword()
    {
        var password = RandomNumberGenerator.GetHexString(40, lowercase: true);
        File.Delete(PasswordFile);
        WriteSecret(PasswordFile, password);
        return password;
    }

    /// <summary>Writes a file that only its owner may read.</summary>
    public static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    /// <summary>The process that serves this directory, or null.</summary>
    public int? LivingServer()
    {
        if (RecordedPid() is not { } pid || !Alive(pid))
            return null;
        if (Serves(pid))
            return pid;
        // The number passed on to a stranger, or belongs to a zombie that nobody buries: PostgreSQL would take either for a living server.
        File.Delete(PidFile);
        return null;
    }

    public int? RecordedPid()
    {
        try
        {
            return File.Exists(PidFile) && int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? pid
                : null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }

    /// <summary>Deletes the data and what lies beside it, the lock last.</summary>
    public void Delete()
    {
        foreach (var directory in new[] { Path, Cradle }.Where(Directory.Exists))
            Directory.Delete(directory, recursive: true);
        File.Delete(PasswordFile);
        File.Delete(HolderFile(Path));
        _lock.Dispose();
        File.Delete(_lock.Name);
    }

    public void Dispose() => _lock.Dispose();

    private static bool Alive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool Serves(int pid)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(pid);
                return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
            }

            // Its working directory is the data directory, however either is spelt: the same pid file lies there.
            return File.ReadAllText($"/proc/{pid}/comm").Trim() is "postgres" or "postmaster"
                && string.Equals(File.ReadAllText($"/proc/{pid}/cwd/postmaster.pid"), File.ReadAllText(PidFile), StringComparison.Ordinal);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string HolderFile(string path) => path + ".holder";

    private static string? ReadHolder(string path)
    {
        try
        {
            return File.ReadAllText(HolderFile(path)).Trim() is { Length: > 0 and < 12 } pid ? pid : null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
