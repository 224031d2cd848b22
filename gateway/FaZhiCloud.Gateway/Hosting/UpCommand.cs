using System.Diagnostics;
using System.Net.Sockets;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships.Postgres;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary>A reason not to start that the user can mend: one sentence, exit code 1.</summary>
public sealed class CannotStartException(string sentence) : Exception(sentence);

/// <summary><c>up</c>: a private PostgreSQL, migrations, the demo on first start, and the gateway, in one process tree.</summary>
public static class UpCommand
{
    public static async Task RunAsync(int port, string data, bool demo, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        void Say(string line) => Console.Error.WriteLine($"[{clock.Elapsed.TotalSeconds,3:0}s] {line}");

        RefusePortInUse(port);
        var own = OwnDatabase.Find();
        await using var postgres = own is not null ? null
            : await EmbeddedPostgres.StartAsync(new() { DataDirectory = Path.Combine(data, "postgres"), Progress = Say }, cancellationToken);
        var owner = own ?? postgres!.ConnectionString;
        Say("检查数据库结构 …");
        await MigrateCommand.RunAsync(owner, Say, cancellationToken);

        await using var app = GatewayHost.Build(new() { Database = owner, Url = $"http://127.0.0.1:{port}" });
        await app.Services.GetRequiredService<TokenIssuer>().LoadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        var accounts = await FillAsync(app, demo, Say, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw PortInUse(port);
        }

        Console.WriteLine($"就绪 Ready  {app.Urls.Single()}  {accounts}  （Ctrl-C 停止）");
        await app.WaitForShutdownAsync(cancellationToken);
        Say("正在停止 …");
    }

    private static async Task<string> FillAsync(WebApplication app, bool demo, Action<string> say, CancellationToken cancellationToken)
    {
        var data = ActivatorUtilities.CreateInstance<DemoData>(app.Services);
        var demoAccounts = $"演示账号：{string.Join("、", DemoData.Accounts.Select(account => account.UserName))}，口令 {DemoData.Password}";
        if (!await data.IsEmptyAsync(cancellationToken))
            return await app.Services.GetRequiredService<AccountStore>().ExistsAsync("province", cancellationToken) ? demoAccounts : "";
        if (!demo)
            return $"管理员 admin，初始口令 {await data.SetUpAsync(cancellationToken)}（只显示这一次）";
        await data.LoadAsync(township => say($"载入演示数据：{township}"), cancellationToken);
        return demoAccounts;
    }

    private static void RefusePortInUse(int port)
    {
        if (port is < 0 or > ushort.MaxValue)
            throw new CannotStartException($"--port 应在 0（任取一个）至 {ushort.MaxValue} 之间。| --port must lie between 0 (any free one) and {ushort.MaxValue}.");
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException)
        {
            throw PortInUse(port);
        }
    }

    private static CannotStartException PortInUse(int port) =>
        new($"端口 {port} 已被占用，请用 --port 另选一个端口。| Port {port} is in use; choose another with --port.");
}
