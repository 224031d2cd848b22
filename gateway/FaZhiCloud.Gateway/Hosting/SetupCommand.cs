using FaZhiCloud.Gateway.Security;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary><c>setup</c>: an empty, migrated database gets its province and first administrator; prints his password once and ends.</summary>
public static class SetupCommand
{
    /// <exception cref="CannotStartException">The database has been set up already.</exception>
    public static async Task RunAsync(string database, CancellationToken cancellationToken)
    {
        await using var app = GatewayHost.Build(new() { Database = database, Schedule = false });
        await app.Services.GetRequiredService<TokenIssuer>().LoadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        var data = ActivatorUtilities.CreateInstance<DemoData>(app.Services);
        if (!await data.IsEmptyAsync(cancellationToken))
            throw new CannotStartException("数据库已经建立过，不再更改。| The database has been set up already; nothing was changed.");
        Console.WriteLine($"管理员 admin，初始口令 {await data.SetUpAsync(cancellationToken)}（只显示这一次）");
    }
}
