using FaZhiCloud.Grains;
using FaZhiCloud.Scheduling;
using FaZhiCloud.Townships;
using FaZhiCloud.Townships.Telemetry;
using Npgsql;

// A silo: townships as grains over the journal, and the schedule. Configured by environment: FAZHI_POSTGRES, ClusterSettings, Operations.
try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    var database = builder.Configuration["FAZHI_POSTGRES"] is { Length: > 0 } connection ? connection
        : throw new SettingException("请在环境变量 FAZHI_POSTGRES 中给出数据库连接串。| Set FAZHI_POSTGRES to the database's connection string.");
    var service = Migrator.AsService(database, Migrator.PoolOfMany);

    builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
        .SetMinimumLevel(LogLevel.Warning).AddFilter("FaZhiCloud", LogLevel.Information).AddFilter("Quartz", LogLevel.Error).AddFilter("Orleans", LogLevel.Error);
    OrleansEngine.AddSilo(builder, ClusterSettings.Read(builder.Configuration, clustered: true), service);
    builder.Services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(_ => NpgsqlDataSource.Create(service))
        .AddSingleton<TownshipJournal>()
        .AddSingleton<ITownships, OrleansTownships>()
        .AddHostedService<WarmUp>()
        .AddOperations(builder.Configuration)
        .AddSchedule(service)
        .EndWithParent(builder.Configuration);
    builder.WebHost.UseUrls(Operations.AdminUrl(builder.Configuration) ?? "http://127.0.0.1:8081");

    var app = builder.Build();
    app.UseOperations();
    await app.StartAsync();
    Console.WriteLine("就绪 Ready");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is SettingException or NpgsqlException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
