using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace FaZhiCloud.Scheduling;

/// <summary>The schedule: Quartz on its PostgreSQL store, clustered, so that several nodes share the work and none is doubled.</summary>
public static class Schedule
{
    /// <summary>Legal days are days in Shanghai. (The Windows name of the zone is unknown to images without ICU.)</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Half past six each morning.</summary>
    public const string EachMorning = "0 30 6 * * ?";

    private const string Name = "fazhicloud";

    /// <summary>Registers the sweep each morning and once at start. Identities are fixed: a restart replaces, it never adds.</summary>
    /// <param name="services">The host's services; needs <see cref="NpgsqlDataSource"/> and <see cref="TimeProvider"/>.</param>
    /// <param name="connectionString">The service's connection, without the right to change tables.</param>
    public static IServiceCollection AddSchedule(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<AlertSweep>();
        services.AddQuartz(quartz =>
        {
            Store(quartz, connectionString, provision: false);
            quartz.AddJob<SweepJob>(job => job.WithIdentity(SweepJob.Key).StoreDurably());
            quartz.AddTrigger<SweepJob>(trigger => trigger.ForJob(SweepJob.Key).WithIdentity("each-morning", "fazhi")
                .WithCronSchedule(EachMorning, cron => cron.InTimeZone(Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            quartz.RunAtStartup(SweepJob.Key);
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>Creates Quartz's tables where they are missing; done by <c>migrate</c> with the owner's rights.</summary>
    public static async Task ProvisionAsync(string ownerConnectionString, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddQuartz(quartz => Store(quartz, ownerConnectionString, provision: true)).BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: false, cancellationToken);
    }

    private static void Store(IQuartzBuilder quartz, string connectionString, bool provision)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = Name;
            scheduler.GenerateInstanceId = true;
        });
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, connectionString);
            store.UseSystemTextJsonSerializer(_ => { });
            store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(10));
            if (provision)
                store.ProvisionSchema();
        });
        quartz.ConfigureOptions<AdoJobStoreOptions>(options => options.StoreJobDataAsStrings = true);
        quartz.UseDefaultThreadPool(4);
    }
}
