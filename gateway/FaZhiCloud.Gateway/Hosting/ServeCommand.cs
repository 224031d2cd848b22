using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Npgsql;

namespace FaZhiCloud.Gateway.Hosting;

/// <summary><c>serve</c>: a gateway over a database that <c>migrate</c> has brought up to date.</summary>
public static class ServeCommand
{
    public static async Task RunAsync(string urls, EngineKind? engine, CancellationToken cancellationToken)
    {
        await using var app = GatewayHost.Build(new() { Database = OwnDatabase.Require(), Url = urls, Engine = engine ?? Configured() });
        await app.Services.GetRequiredService<TokenIssuer>().LoadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"就绪 Ready  {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static EngineKind Configured() => Environment.GetEnvironmentVariable("FAZHI_ENGINE") switch
    {
        null or "" => EngineKind.Embedded,
        var text when Enum.TryParse<EngineKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) => kind,
        var other => throw new CannotStartException($"FAZHI_ENGINE 应为 embedded、orleans 或 client，现为 {other}。| FAZHI_ENGINE must be embedded, orleans or client."),
    };
}
