namespace FaZhiCloud.Townships.Postgres;

/// <summary>The server's log from a moment on.</summary>
internal sealed class ServerLog
{
    private const long Enough = 8 << 20;

    private readonly string _path;
    private readonly long _from;

    private ServerLog(string path, long from) => (_path, _from) = (path, from);

    /// <summary>Remembers the end of the log; begins anew once it has grown large.</summary>
    public static ServerLog Open(string path)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: > Enough })
            file.MoveTo(path + ".old", overwrite: true);
        file.Refresh();
        return new(path, file.Exists ? file.Length : 0);
    }

    public string Since()
    {
        if (!File.Exists(_path))
            return "";
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(_from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The first line by which the server or a tool says why it gave up.</summary>
    public static string? Reason(string said)
    {
        foreach (var mark in new[] { "PANIC:", "FATAL:", "ERROR:", "error:" })
        {
            var line = said.Split('\n').FirstOrDefault(l => l.Contains(mark, StringComparison.Ordinal));
            if (line is not null)
                return line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim();
        }

        return null;
    }
}
