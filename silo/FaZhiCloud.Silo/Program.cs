using FaZhiCloud.Scheduling;
using FaZhiCloud.Silo;
using FaZhiCloud.Townships;
using Npgsql;

// A silo: townships as grains over the journal, and the schedule. Configuration by environment, see SiloSettings.
var builder = WebApplication.CreateSlimBuilder(args);
var settings = SiloSettings.Read(builder.Configuration);
var service = Migrator.AsService(settings.Database);

builder.Host.UseOrleans(silo => silo.UseClusterOf(settings));
builder.Services
    .AddSingleton(TimeProvider.System)
    .AddSingleton(_ => NpgsqlDataSource.Create(service))
    .AddSingleton<TownshipJournal>()
    .AddSchedule(service);
builder.WebHost.UseUrls(settings.HealthUrl);

var app = builder.Build();
app.MapGet("/health/live", () => "ok");
await app.RunAsync();
