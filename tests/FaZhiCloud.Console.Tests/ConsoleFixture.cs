using FaZhiCloud.Testing;
using Microsoft.Playwright;

namespace FaZhiCloud.Console.Tests;

/// <summary>One gateway with the demo and one browser for all tests; an alert is waiting. What is missing on this machine is said by every skipped test.</summary>
public sealed class ConsoleFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string[] s_quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private GatewayProcess? _gateway;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _whyNot;

    internal GatewayProcess Gateway => _gateway!;

    /// <summary>The township of the demo's clerk.</summary>
    public string Township { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var chromium = FindOnPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        _whyNot = chromium is null ? "没有找到 chromium (no chromium on PATH)"
            : !File.Exists(Path.Combine(Path.GetDirectoryName(GatewayProcess.Path)!, "wwwroot", "index.html")) ? "控制台还没有构建，请先在 gateway/console 运行 npm ci 和 npm run build，再构建网关 (the console has not been built)"
            : await postgres.TryServerAsync() is null ? postgres.WhyAbsent
            : null;
        if (_whyNot is not null)
            return;
        var database = await postgres.CreateDatabaseAsync("console");
        await using (var first = await GatewayProcess.StartAsync(database))
        {
            using var clerk = await first.SignInAsync(Demo.Clerk);
            Township = await Demo.TownshipAsync(clerk);
            await Demo.RegisterCertificateAsync(clerk, Township, Today().AddDays(20));
        }

        _gateway = await GatewayProcess.StartAsync(database);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = s_quiet });
    }

    /// <summary>Today in China.</summary>
    public static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date);

    /// <summary>A fresh window, signed in as somebody, or as nobody.</summary>
    internal async Task<Window> OpenAsync(string? userName = null, int width = 1280)
    {
        Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
        string? token = null;
        if (userName is not null)
        {
            using var client = await Gateway.SignInAsync(userName);
            token = client.DefaultRequestHeaders.Authorization!.Parameter;
        }

        return await Window.OpenAsync(_browser!, Gateway.Url, token, width);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }

    private static string? FindOnPath(params string[] names) =>
        (from name in names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let file = Path.Combine(folder, name)
         where File.Exists(file)
         select file).FirstOrDefault();
}

[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleFixture>
{
    public const string Name = "console";
}
