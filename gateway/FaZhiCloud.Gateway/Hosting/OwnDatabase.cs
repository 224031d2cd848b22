using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary>The user's own server, named in the environment variable FAZHI_POSTGRES.</summary>
public static class OwnDatabase
{
    /// <summary>Its connection string; null when none is named.</summary>
    /// <exception cref="CannotStartException">It is no connection string.</exception>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("FAZHI_POSTGRES") is not { Length: > 0 } connection)
            return null;
        try
        {
            if (new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 })
                return connection;
        }
        catch (ArgumentException)
        {
            // Said below; the exception may quote a password.
        }

        throw new CannotStartException("FAZHI_POSTGRES 不是有效的连接串，应写成 Host=…;Port=5432;Database=…;Username=…;Password=…。| FAZHI_POSTGRES is no connection string such as Host=…;Port=5432;Database=…;Username=…;Password=….");
    }

    public static string Require() =>
        Find() ?? throw new CannotStartException("请在环境变量 FAZHI_POSTGRES 中给出数据库连接串。| Set FAZHI_POSTGRES to the database's connection string.");
}
