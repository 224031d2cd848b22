using FaZhiCloud.Scheduling;
using FaZhiCloud.Townships;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary><c>migrate</c>: brings the database to this version's shape, with the owner's rights.</summary>
public static class MigrateCommand
{
    public static async Task RunAsync(string owner, Action<string> say, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        var ran = await Migrator.MigrateAsync(source, (_, token) => Schedule.ProvisionAsync(owner, token), cancellationToken);
        foreach (var name in ran)
            say($"已执行 {name}");
    }
}
