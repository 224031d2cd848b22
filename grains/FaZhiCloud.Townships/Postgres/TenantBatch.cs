using Npgsql;
using NpgsqlTypes;

namespace FaZhiCloud.Townships;

/// <summary>
/// Statements of one transaction that see and write the rows of one tenant: row-level security hides all others. The first statement
/// names the tenant for this transaction only, since connections are pooled and never reset: nothing may stay in a session.
/// </summary>
public sealed class TenantBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch batch;

    internal TenantBatch(NpgsqlBatch batch, Guid tenant)
    {
        this.batch = batch;
        Then("select set_config('fazhi.tenant', $1, true)").With(tenant.ToString());
    }

    /// <summary>One more statement.</summary>
    public TenantBatch Then(string sql)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        return this;
    }

    /// <summary>One more statement.</summary>
    public TenantBatch Then(NpgsqlBatchCommand command)
    {
        batch.BatchCommands.Add(command);
        return this;
    }

    /// <summary>The last statement's next parameter; one that may be null needs its type.</summary>
    public TenantBatch With(object? value, NpgsqlDbType? type = null)
    {
        var parameter = new NpgsqlParameter { Value = value ?? DBNull.Value };
        if (type is { } known)
            parameter.NpgsqlDbType = known;
        batch.BatchCommands[^1].Parameters.Add(parameter);
        return this;
    }

    /// <inheritdoc cref="With(object?, NpgsqlDbType?)"/>
    public TenantBatch With(string? value) => With(value, NpgsqlDbType.Text);

    /// <summary>Runs the statements; returns how many rows they changed.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken) => batch.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Runs the statements; the reader stands at the answer of the first after the tenant's.</summary>
    public async Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            await reader.NextResultAsync(cancellationToken);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the statements; the first value of the first answer, null where there is no row.</summary>
    public async Task<object?> ScalarAsync(CancellationToken cancellationToken)
    {
        await using var reader = await ReadAsync(cancellationToken);
        var value = await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken) ? reader.GetValue(0) : null;
        // The errors of later statements, of the commit too, come with what is still to be read.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return value;
    }

    public ValueTask DisposeAsync() => batch.DisposeAsync();
}

/// <summary>Opens a tenant's rows.</summary>
public static class TenantRows
{
    /// <summary>A transaction of its own.</summary>
    public static TenantBatch ForTenant(this NpgsqlDataSource source, Guid tenant) => new(source.CreateBatch(), tenant);

    /// <summary>A transaction of its own with one statement, or the first of several.</summary>
    public static TenantBatch ForTenant(this NpgsqlDataSource source, Guid tenant, string sql) => source.ForTenant(tenant).Then(sql);
}
