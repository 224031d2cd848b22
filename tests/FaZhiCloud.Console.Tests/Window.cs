using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace FaZhiCloud.Console.Tests;

/// <summary>A browser window that notes what it must not do: errors on the console, requests to other hosts.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _offences = new();

    private Window(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public static async Task<Window> OpenAsync(IBrowser browser, string url, string? token, int width)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = url, ViewportSize = new() { Width = width, Height = 800 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", AcceptDownloads = true, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(15_000);
        if (token is not null)
            await context.AddInitScriptAsync($"if (!sessionStorage.getItem('fazhi.test')) {{ sessionStorage.setItem('fazhi.test', '1'); sessionStorage.setItem('fazhi.token', '{token}') }}");
        var window = new Window(context, await context.NewPageAsync());
        window.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                window._offences.Enqueue($"request to {request.Url}");
        };
        window.Page.PageError += (_, error) => window._offences.Enqueue($"uncaught {error}");
        window.Page.Console += (_, message) =>
        {
            // The browser logs every refusal of the API by itself; those the page has to show are no fault of it.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                window._offences.Enqueue($"console {message.Text}");
        };
        return window;
    }

    public Task GoAsync(string path) => Page.GotoAsync(path);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>Waits until a text stands on the page.</summary>
    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _offences.ShouldBeEmpty();
    }
}
