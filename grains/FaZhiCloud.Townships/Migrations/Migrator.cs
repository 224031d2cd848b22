using System.Globalization;
using System.Reflection;
using Npgsql;

namespace FaZhiCloud.Townships;

/// <summary>
/// Brings a database to this version's shape: numbered scripts, each once, in order, under a lock. Run by <c>migrate</c> and <c>up</c>
/// with the owner's rights; the running service has <see cref="ServiceRole"/>, which cannot change tables.
/// </summary>
public static class Migrator
{
    /// <summary>The role the service takes on after connecting: rows only.</summary>
    public const string ServiceRole = "fazhi_service";

    /// <summary>For the only process on a server with the usual hundred connections, and for one of several.</summary>
    public const int PoolOfOne = 40, PoolOfMany = 12;

    /// <summary>The role in which one function finds the tenant of a user name; nobody signs in as it.</summary>
    private const string SignInRole = "fazhi_sign_in";

    private const long Lock = 0x46615A6869; // "FaZhi"

    /// <summary>Runs what is missing and returns the names of the scripts that ran.</summary>
    /// <param name="owner">A data source with the right to create tables and roles.</param>
    /// <param name="more">Further steps of other parts (Quartz's tables), run each time and therefore repeatable.</param>
    public static async Task<IReadOnlyList<string>> MigrateAsync(NpgsqlDataSource owner, Func<NpgsqlConnection, CancellationToken, Task>? more = null, CancellationToken cancellationToken = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, Roles, cancellationToken);
            await ExecuteAsync(connection, "create table if not exists migrations (number integer primary key, name text not null, at timestamptz not null default now())", cancellationToken);
            var done = new HashSet<int>();
            await using (var list = new NpgsqlCommand("select number from migrations", connection))
            await using (var reader = await list.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                    done.Add(reader.GetInt32(0));
            }

            var ran = new List<string>();
            foreach (var (number, name, sql) in Scripts().Where(script => !done.Contains(script.Number)))
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await ExecuteAsync(connection, sql, cancellationToken);
                await using var insert = new NpgsqlCommand("insert into migrations (number, name) values ($1, $2)", connection) { Parameters = { new() { Value = number }, new() { Value = name } } };
                await insert.ExecuteNonQueryAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                ran.Add(name);
            }

            if (more is not null)
                await more(connection, cancellationToken);
            await ExecuteAsync(connection, GrantRows, cancellationToken);
            return ran;
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    /// <summary>The same server, in the role that may only touch rows.</summary>
    /// <param name="ownerConnectionString">As configured; a pool size in it is kept.</param>
    /// <param name="pool">Connections that this process may hold, where nothing is configured.</param>
    public static string AsService(string ownerConnectionString, int pool = PoolOfOne)
    {
        var connection = new NpgsqlConnectionStringBuilder(ownerConnectionString)
        {
            Options = $"-c role={ServiceRole}",
            ApplicationName = "fazhicloud",
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            // The service leaves nothing behind in a session, so nothing needs resetting before each use of a pooled connection.
            NoResetOnClose = true,
        };
        // Without it Npgsql looks for Kerberos' library at each start and complains where an image has none.
        if (!connection.ContainsKey("GSS Encryption Mode"))
            connection.GssEncryptionMode = GssEncryptionMode.Disable;
        if (connection.MaxPoolSize == 100)
            connection.MaxPoolSize = pool;
        return connection.ConnectionString;
    }

    /// <summary>Roles belong to the whole server: another database's migration may be making them at the same moment.</summary>
    private const string Roles = $"""
        do $$ declare name text; begin
            foreach name in array array['{ServiceRole}', '{SignInRole}'] loop
                begin
                    if not exists (select from pg_roles where rolname = name) then execute format('create role %I nologin', name); end if;
                exception when duplicate_object or unique_violation then null;
                end;
                begin
                    if not pg_has_role(current_user, name, 'member') then execute format('grant %I to %I', name, current_user); end if;
                exception when unique_violation or internal_error then null;
                end;
            end loop;
        end $$;
        """;

    /// <summary>Append-only for the service, which can neither update nor delete there: journal and audit trail. Tenants are suspended and erased by the operator.</summary>
    private const string GrantRows = $"""
        revoke create on schema public from public;
        grant usage on schema public to {ServiceRole};
        grant select, insert, update, delete on all tables in schema public to {ServiceRole};
        grant usage on all sequences in schema public to {ServiceRole};
        revoke insert, update, delete, truncate on migrations from {ServiceRole};
        revoke update, delete, truncate on journal, audit, tenants from {ServiceRole};
        """;

    private static IEnumerable<(int Number, string Name, string Sql)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string Folder = ".Migrations.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
