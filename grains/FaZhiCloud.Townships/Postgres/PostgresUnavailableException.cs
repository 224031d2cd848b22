namespace FaZhiCloud.Townships.Postgres;

/// <summary>What stands between us and a running PostgreSQL.</summary>
public enum PostgresProblem
{
    /// <summary>No server binaries of version 14 or newer were found.</summary>
    NotInstalled,

    /// <summary>Another living fazhi uses the data directory.</summary>
    InUse,

    /// <summary>The directory holds something else, or data that this server cannot read.</summary>
    BrokenData,

    /// <summary>The server does not start or stop, or we may not do what starting needs.</summary>
    CannotRun,
}

/// <summary>PostgreSQL cannot be had. The message is one line for the user: Chinese first, English second.</summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException(PostgresProblem problem, string zh, string en, Exception? inner = null)
        : base($"{zh} / {en}", inner) => Problem = problem;

    public PostgresProblem Problem { get; }

    internal static PostgresUnavailableException NotInstalled() => new(
        PostgresProblem.NotInstalled,
        "找不到 PostgreSQL 14 以上的服务器程序。安装：Debian/Ubuntu `apt-get install postgresql`；Red Hat 系 `dnf install postgresql-server`；"
        + "macOS `brew install postgresql@17`；Windows `winget install PostgreSQL.PostgreSQL.17`；或用 FAZHI_POSTGRES 指定现有数据库的连接字符串。",
        "No PostgreSQL server of version 14 or newer was found: install it as above, or name your own server in FAZHI_POSTGRES.");

    internal static PostgresUnavailableException InUse(string directory, string? holder) => new(
        PostgresProblem.InUse,
        $"数据目录 {directory} 正被另一个 fazhi{(holder is null ? "" : $"（进程 {holder}）")}使用，请先停止它，或用 --data 另指目录。",
        $"The data directory is in use by another fazhi{(holder is null ? "" : $" (process {holder})")}: stop it first, or name another directory with --data.");

    internal static PostgresUnavailableException NotData(string directory, string why) => new(
        PostgresProblem.BrokenData,
        $"{directory} 不是 PostgreSQL 数据目录（{why}），请移走其中的文件或用 --data 另指目录。",
        $"This is not a PostgreSQL data directory ({why}): move its files away or name another directory with --data.");

    internal static PostgresUnavailableException WrongVersion(string directory, int data, string installed) => new(
        PostgresProblem.BrokenData,
        $"数据目录 {directory} 由 PostgreSQL {data} 建立，本机只有 {installed}，请安装 PostgreSQL {data} 或用 pg_upgrade 升级数据。",
        $"The data was written by PostgreSQL {data} but only {installed} is installed: install PostgreSQL {data} or upgrade the data with pg_upgrade.");

    internal static PostgresUnavailableException Broken(string directory, string detail) => new(
        PostgresProblem.BrokenData,
        $"PostgreSQL 无法使用数据目录 {directory}（{detail}），请从备份恢复，或移走该目录后重新启动；日志见其中的 {DataDirectory.LogName}。",
        $"PostgreSQL cannot use this data directory ({detail}): restore it from a backup, or move it away and start anew; its {DataDirectory.LogName} says more.");

    internal static PostgresUnavailableException Forbidden(string path, Exception inner) => new(
        PostgresProblem.CannotRun,
        $"无法读写 {path}（{inner.Message}），请修正目录的所有者和权限，或用 --data 另指目录。",
        "The path cannot be read or written: mend its owner and mode, or name another directory with --data.",
        inner);

    internal static PostgresUnavailableException PortTaken(int port) => new(
        PostgresProblem.CannotRun,
        $"端口 {port} 已被占用，PostgreSQL 无法监听，请换一个端口。",
        $"Port {port} is taken and PostgreSQL cannot listen on it: choose another.");

    internal static PostgresUnavailableException CannotStepDown(string why) => new(
        PostgresProblem.CannotRun,
        $"PostgreSQL 不允许以 root 运行，而切换到普通用户失败（{why}），请以普通用户运行 fazhi。",
        $"PostgreSQL refuses to run as root and stepping down to an unprivileged user failed ({why}): run fazhi as an ordinary user.");

    internal static PostgresUnavailableException ToolFailed(string tool, string directory, string detail) => new(
        PostgresProblem.CannotRun,
        $"{tool} 在 {directory} 上失败（{detail}）。",
        "The tool failed on this directory with the words in brackets.");
}
