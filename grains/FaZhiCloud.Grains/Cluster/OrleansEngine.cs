using FaZhiCloud.Grains;
using FaZhiCloud.Townships;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

[assembly: ClusterEngine(typeof(OrleansEngine))]

namespace FaZhiCloud.Grains;

/// <summary>Puts a process into the cluster: as a silo that holds townships, or as a client of the silos.</summary>
public sealed class OrleansEngine : ClusterEngine
{
    private const string Invariant = "Npgsql";

    public override void AddTo(IHostApplicationBuilder host, EngineKind kind, string database)
    {
        LetDatabaseErrorsTravel(host);
        if (kind == EngineKind.Client)
            host.UseOrleansClient(client => AddClient(client, database));
        else
            AddSilo(host, ClusterSettings.Read(host.Configuration, clustered: false), database);
        host.Services.AddSingleton<ITownships, OrleansTownships>();
    }

    /// <summary>A silo. <see cref="TownshipJournal"/> and <see cref="TimeProvider"/> are the host's to register.</summary>
    public static void AddSilo(IHostApplicationBuilder host, ClusterSettings settings, string database)
    {
        LetDatabaseErrorsTravel(host);
        host.UseOrleans(silo => Configure(silo, settings, database));
    }

    private static void Configure(ISiloBuilder silo, ClusterSettings settings, string database)
    {
        // Orleans' own few statements; connections are the scarcest thing that many processes share.
        var few = new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 5 }.ConnectionString;
        if (settings.Clustered)
        {
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, few))
                .ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: !System.Net.IPAddress.IsLoopback(settings.Address));
        }
        else
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: ClusterSettings.ServiceId, clusterId: ClusterSettings.ClusterId);
        }

        silo.AddAdoNetGrainStorage(GrainSnapshots.Storage, options =>
            {
                (options.Invariant, options.ConnectionString) = (Invariant, few);
                options.GrainStorageSerializer = new VersionedJson();
            })
            .AddIncomingGrainCallFilter<TenantCheck>()
            .AddActivityPropagation()
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterSettings.ClusterId, ClusterSettings.ServiceId))
            .Configure<ClusterMembershipOptions>(ClusterTimes.Apply)
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ClusterTimes.Response)
            .Configure<GrainCollectionOptions>(ClusterTimes.Apply);
    }

    /// <summary>A grain that cannot be activated because the database is away says so to the caller, who must be able to read why.</summary>
    private static void LetDatabaseErrorsTravel(IHostApplicationBuilder host) =>
        host.Services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add(nameof(Npgsql)));

    private static void AddClient(IClientBuilder client, string database) => client
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 2 }.ConnectionString))
        .AddActivityPropagation()
        .UseConnectionRetryFilter(KeepTryingAsync)
        .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterSettings.ClusterId, ClusterSettings.ServiceId))
        .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ClusterTimes.Response)
        .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = ClusterTimes.GatewayList);

    /// <summary>A gateway may start before the first silo: it waits, and its start-up probe decides how long that may take.</summary>
    private static async Task<bool> KeepTryingAsync(Exception e, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return true;
    }
}

/// <summary>The cluster's clocks, and why they are what they are.</summary>
public static class ClusterTimes
{
    /// <summary>
    /// A call in flight to a silo that dies hangs for the whole of it, and then is repeated. Far above the slowest command (an import of a
    /// year takes well under a second), far below Orleans' 30 s.
    /// </summary>
    public static readonly TimeSpan Response = TimeSpan.FromSeconds(3);

    /// <summary>A gateway learns after this of new silos, and of frozen ones, whose connections do not break. One small query each time.</summary>
    public static readonly TimeSpan GatewayList = TimeSpan.FromSeconds(2);

    /// <summary>Dead after three probes in a row missed by two others: about five seconds; six where its connections still look alive (frozen).</summary>
    public static void Apply(ClusterMembershipOptions options)
    {
        // Orleans adapts the time-out to what it sees. Below a second a busy machine would look dead; and for three times the upper bound
        // nobody may be given up whose connection has just carried a message.
        (options.MinProbeTimeout, options.ProbeTimeout, options.MaxProbeTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
        options.NumMissedProbesLimit = 3;
        // Otherwise a silo that lost the database for a moment would give a dead neighbour eight times as long. Two must agree, so one that is slow itself kills nobody.
        options.ExtendProbeTimeoutDuringDegradation = false;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        // After a power cut the rows of the old silos look alive for three of these; nobody can join before.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(60);
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    /// <summary>A clerk's morning keeps a township in memory; of thousands only those at work stay.</summary>
    public static void Apply(GrainCollectionOptions options)
    {
        options.CollectionAge = TimeSpan.FromMinutes(15);
        options.EnableActivationSheddingOnMemoryPressure = true;
    }
}
