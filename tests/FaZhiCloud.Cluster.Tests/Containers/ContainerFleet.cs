using System.Globalization;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Networks;
using FaZhiCloud.Cluster.Tests.Faults;
using FaZhiCloud.Testing;

namespace FaZhiCloud.Cluster.Tests.Containers;

/// <summary>PostgreSQL in a container, on a network of its own, as a pod would find it: the service's login is no owner.</summary>
public sealed class ContainerDatabase : ProvinceDatabase
{
    /// <summary>Addresses in it are fixed, because a silo that comes back must be the one that left: 10 is PostgreSQL, 20 and on the silos, 30 the gateway.</summary>
    public string Subnet { get; } = $"10.231.{Random.Shared.Next(10, 250)}";

    private const string Host = "postgres", Owner_ = "fazhi", Password = "owner";

    private readonly IContainer container;

    /// <summary>Fixed: one that Docker chooses would change with each restart.</summary>
    private readonly int port = ServerProcess.FreePort();

    private ContainerDatabase()
        : base(400)
    {
        Network = new NetworkBuilder().WithCreateParameterModifier(create => create.IPAM = new() { Config = [new() { Subnet = $"{Subnet}.0/24" }] }).WithCleanUp(true).Build();
        container = new ContainerBuilder(Images.Postgres).WithNetwork(Network).WithNetworkAliases(Host)
            .WithCreateParameterModifier(create => Images.Place(create, $"{Subnet}.10"))
            .WithEnvironment("POSTGRES_USER", Owner_).WithEnvironment("POSTGRES_PASSWORD", Password).WithEnvironment("POSTGRES_DB", Owner_)
            .WithPortBinding(port, 5432)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted("pg_isready", "-q", "-h", "127.0.0.1", "-U", Owner_))
            .Build();
    }

    public INetwork Network { get; }

    /// <summary>As the test reaches it.</summary>
    public override string Connection => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={Owner_};Password={Password};Database={Owner_}");

    /// <summary>As the containers of the service reach it.</summary>
    public static string FromInside => $"Host={Host};Username=fazhi_app;Password=app;Database={Owner_};GSS Encryption Mode=Disable";

    public static async Task<ContainerDatabase> StartAsync()
    {
        var database = new ContainerDatabase();
        await database.Network.CreateAsync();
        await database.container.StartAsync();
        await database.SettleAsync();
        await using var role = database.Owner.CreateCommand("create role fazhi_app login password 'app' in role fazhi_service");
        await role.ExecuteNonQueryAsync();
        return database;
    }

    public override Task RestartAsync() => Images.DockerAsync("restart", "--time", "20", container.Name);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await container.DisposeAsync();
        await Network.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Three silos and a gateway from the images that k8s/Dockerfile builds, under the restrictions of the manifests.</summary>
internal sealed class ContainerFleet(ContainerDatabase database) : IFleet
{
    private const string Admin = "http://0.0.0.0:8081";

    private readonly int port = ServerProcess.FreePort();
    private readonly IContainer?[] silos = new IContainer?[3];
    private IContainer? gateway;

    public IReadOnlyList<Uri> Gateways => [new($"http://127.0.0.1:{port}")];

    public int Silos => silos.Length;

    public IReadOnlyList<string> Failures { get; private set; } = [];

    public async Task StartAsync()
    {
        for (var i = 0; i < silos.Length; i++)
        {
            var address = Address(i);
            silos[i] = Restricted(new ContainerBuilder(Images.Silo), address)
                .WithEnvironment("FAZHI_CLUSTER", "adonet").WithEnvironment("FAZHI_POD_IP", address)
                .Build();
        }

        gateway = Restricted(new ContainerBuilder(Images.Gateway), $"{database.Subnet}.30")
            .WithCommand("serve", "--urls", "http://0.0.0.0:8080", "--engine", "client").WithEnvironment("FAZHI_RateLimit__PerUserPerSecond", "1000000")
            .WithPortBinding(port, 8080)
            .Build();
        await Task.WhenAll(silos.Select(silo => silo!.StartAsync()));
        await gateway.StartAsync();
        foreach (var address in Enumerable.Range(0, silos.Length).Select(Address).Append($"{database.Subnet}.30"))
            await ReadyAsync(address);
    }

    public Task StartSiloAsync(int i) => StartAgainAsync(silos[i]!, Address(i));

    public Task StartGatewayAsync(int i) => StartAgainAsync(gateway!, $"{database.Subnet}.30");

    public Task KillSiloAsync(int i) => Images.DockerAsync("kill", silos[i]!.Name);

    public Task KillGatewayAsync(int i) => Images.DockerAsync("kill", gateway!.Name);

    public Task<int> EndSiloAsync(int i) => EndAsync(silos[i]!);

    public Task<int> EndGatewayAsync(int i) => EndAsync(gateway!);

    public Task LoseSiloAsync(int i) => Images.DockerAsync("network", "disconnect", database.Network.Name, silos[i]!.Name);

    public async Task<bool> FindSiloAsync(int i)
    {
        var givenUp = (await database.RowsAsync($"select status from silos where address = '{Address(i)}' order by start_time desc limit 1", row => row.GetInt32(0))).Contains(6);
        await Images.DockerAsync("network", "connect", "--ip", Address(i), database.Network.Name, silos[i]!.Name);
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); givenUp && await RunningAsync(silos[i]!); await Task.Delay(200))
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40), "a silo that was given up ends itself");
        if (!givenUp)
            await KillSiloAsync(i);
        return givenUp;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in silos.Append(gateway).OfType<IContainer>())
            await container.DisposeAsync();
    }

    private string Address(int silo) => string.Create(CultureInfo.InvariantCulture, $"{database.Subnet}.{20 + silo}");

    private ContainerBuilder Restricted(ContainerBuilder container, string address) => container
        .WithNetwork(database.Network)
        .WithEnvironment("FAZHI_POSTGRES", ContainerDatabase.FromInside).WithEnvironment("FAZHI_ADMIN_URL", Admin).WithEnvironment("FAZHI_SHUTDOWN_SECONDS", "60")
        .WithTmpfsMount("/tmp")
        .WithCreateParameterModifier(create =>
        {
            Images.Place(create, address);
            var host = create.HostConfig!;
            (host.ReadonlyRootfs, host.CapDrop, host.SecurityOpt) = (true, ["ALL"], ["no-new-privileges"]);
        });

    private static async Task StartAgainAsync(IContainer container, string address)
    {
        await Images.DockerAsync("start", container.Name);
        await ReadyAsync(address);
    }

    private static async Task<int> EndAsync(IContainer container)
    {
        await Images.DockerAsync("stop", "--time", "60", container.Name);
        return int.Parse(await Images.DockerAsync("inspect", "--format", "{{.State.ExitCode}}", container.Name), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static async Task<bool> RunningAsync(IContainer container) => await Images.DockerAsync("inspect", "--format", "{{.State.Running}}", container.Name) == "true";

    /// <summary>The bridge's addresses can be reached from the host on Linux.</summary>
    private static async Task ReadyAsync(string address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(90), $"waited for {address} to be ready");
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://{address}:8081/health/ready"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }
        }
    }
}
