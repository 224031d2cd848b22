using System.Diagnostics;
using System.Net.Sockets;
using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Postgres;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary>A reason not to start that the user can mend: one sentence, exit code 1.</summary>
public sealed class CannotStartException(string sentence) : Exception(sentence);

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="Port">Where the console is served; 0 takes any free one. With silos a second gateway takes the next.</param>
/// <param name="Data">Folder of the private database.</param>
/// <param name="Demo">Whether an empty database gets the demo.</param>
/// <param name="Engine">embedded or orleans; null takes what was built.</param>
/// <param name="Silos">Processes of their own for the townships; 0 keeps them in this one.</param>
public sealed record UpOptions(int Port, string Data, bool Demo, string? Engine, int Silos);

/// <summary><c>up</c>: a private PostgreSQL, migrations, the demo on first start, and the gateway, in one process tree.</summary>
public static class UpCommand
{
    public static async Task RunAsync(UpOptions options, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        void Say(string line) => Console.Error.WriteLine($"[{clock.Elapsed.TotalSeconds,3:0}s] {line}");

        RefusePortInUse(options.Port);
        var kind = Engine(options);
        var own = OwnDatabase.Find();
        await using var postgres = own is not null ? null
            : await EmbeddedPostgres.StartAsync(new() { DataDirectory = Path.Combine(options.Data, "postgres"), Progress = Say }, cancellationToken);
        var owner = own ?? postgres!.ConnectionString;
        Say("检查数据库结构 …");
        await MigrateCommand.RunAsync(owner, Say, cancellationToken);

        await using var app = GatewayHost.Build(new()
        {
            Database = owner,
            Url = $"http://127.0.0.1:{options.Port}",
            Engine = kind,
            // The silo inside this process is nobody else's business: any free ports.
            Settings = kind == EngineKind.Orleans ? new Dictionary<string, string?> { ["FAZHI_SILO_PORT"] = "0", ["FAZHI_GATEWAY_PORT"] = "0" } : new Dictionary<string, string?>(),
        });
        await app.Services.GetRequiredService<TokenIssuer>().LoadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        var accounts = await FillAsync(app, options.Demo, Say, cancellationToken);
        await using var cluster = options.Silos > 0 ? await LocalCluster.StartAsync(options.Silos, options.Port == 0 ? 0 : options.Port + 1, owner, Say, cancellationToken) : null;
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw PortInUse(options.Port);
        }

        Console.WriteLine($"就绪 Ready  {string.Join("  ", [app.Urls.First(), .. cluster is null ? [] : new[] { cluster.SecondGateway }])}  {accounts}  （Ctrl-C 停止）");
        await app.WaitForShutdownAsync(cancellationToken);
        Say("正在停止 …");
    }

    private static EngineKind Engine(UpOptions options)
    {
        var built = ClusterEngine.Find() is not null;
        if (options.Silos is < 0 or > 16)
            throw new CannotStartException("--silos 应在 0 至 16 之间。| --silos must lie between 0 and 16.");
        return (options.Engine, options.Silos) switch
        {
            ("embedded", > 0) => throw new CannotStartException("--silos 需要 Orleans 引擎，不能与 --engine embedded 同用。| --silos needs the Orleans engine."),
            (null or "orleans", > 0) => built ? EngineKind.Client : throw NotBuilt(),
            ("embedded", _) => EngineKind.Embedded,
            ("orleans", _) => built ? EngineKind.Orleans : throw NotBuilt(),
            (null, _) => built ? EngineKind.Orleans : EngineKind.Embedded,
            _ => throw new CannotStartException($"--engine 应为 embedded 或 orleans，现为 {options.Engine}。| --engine must be embedded or orleans."),
        };
    }

    private static CannotStartException NotBuilt() =>
        new("此版本未编译 Orleans 引擎（软件源中没有它的包），请用 --engine embedded。| The Orleans engine is not part of this build; use --engine embedded.");

    private static async Task<string> FillAsync(WebApplication app, bool demo, Action<string> say, CancellationToken cancellationToken)
    {
        // Before the engine starts: whoever finds the gateway ready finds the demo in it.
        using var townships = new EmbeddedTownships(app.Services.GetRequiredService<TownshipJournal>(), TimeProvider.System);
        var data = ActivatorUtilities.CreateInstance<DemoData>(app.Services, townships);
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
