using System.Text;
using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FaZhiCloud.Resilience.Tests;

/// <summary>The verbs <c>import</c> and <c>report</c> as processes against a running gateway.</summary>
public sealed class VerbTests(DurableDatabase database) : IClassFixture<DurableDatabase>, IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("fazhi-verbs-").FullName;
    private WebApplication? app;
    private string token = "";

    private string Server => app!.Urls.Single();

    private static string Facts => Path.Combine(AppContext.BaseDirectory, "Demo", "guanzi-2023.json");

    public async ValueTask InitializeAsync()
    {
        app = GatewayHost.Build(new() { Database = database.Connection, Url = "http://127.0.0.1:0", Schedule = false });
        await app.Services.GetRequiredService<TokenIssuer>().LoadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), default);
        await app.StartAsync();
        token = await database.TokenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_facts_file_goes_in_once_and_its_report_comes_out_in_every_format()
    {
        var marked = Path.Combine(directory, "marked.json");
        await File.WriteAllBytesAsync(marked, [0xEF, 0xBB, 0xBF, .. await File.ReadAllBytesAsync(Facts)]);

        (await SaysAsync(["import", Facts, "--server", Server, "--token", token])).ShouldContain("导入完成");
        (await SaysAsync(["import", Facts, "--server", Server, "--token", token])).ShouldContain("此前已导入");
        (await SaysAsync(["import", marked, "--township", "100000", "--server", Server + "/", "--token", token])).ShouldContain("此前已导入");

        foreach (var (format, begins) in new[] { ("docx", "PK\x03\x04"), ("text", ""), ("html", "<!"), ("json", "{") })
        {
            var file = Path.Combine(directory, $"report.{format}");
            (await SaysAsync(["report", "观紫镇", "2023", "--format", format, "-o", file, "--server", Server, "--token", token])).ShouldContain(file);
            var content = await File.ReadAllBytesAsync(file);
            content.Length.ShouldBeGreaterThan(1_000);
            content.Take(begins.Length).ShouldBe(Encoding.Latin1.GetBytes(begins));
        }
    }

    [Fact]
    public async Task What_goes_wrong_is_said_clearly_with_exit_code_1()
    {
        string File(string name, string content)
        {
            var path = Path.Combine(directory, name);
            System.IO.File.WriteAllText(path, content);
            return path;
        }

        var output = Path.Combine(directory, "never.docx");
        await ComplainsAsync(["import", Path.Combine(directory, "none.json"), "--server", Server, "--token", token], "none.json");
        await ComplainsAsync(["import", File("bad.json", "{\"year\":"), "--server", Server, "--token", token], "JSON");
        await ComplainsAsync(["import", File("list.json", "[1]"), "--server", Server, "--token", token], "--township");
        await ComplainsAsync(["import", File("nameless.json", "{\"year\":2023,\"township\":7}"), "--server", Server, "--token", token], "--township");
        await ComplainsAsync(["import", File("nowhere.json", "{\"year\":2023,\"township\":\"无此乡\"}"), "--server", Server, "--token", token], "无此乡");
        await ComplainsAsync(["import", File("several.json", "{\"year\":2023,\"township\":\"镇\"}"), "--server", Server, "--token", token], "不止一个");
        await ComplainsAsync(["import", File("row.json", """{"year":2023,"township":"观紫镇","studySessions":[{"on":"2023-03-12","kind":"lecture","attendance":-3}]}"""), "--server", Server, "--token", token], "studySessions[0].attendance");
        await ComplainsAsync(["import", Facts, "--server", Server, "--token", "stale"], "登录");
        await ComplainsAsync(["import", Facts, "--server", "http://127.0.0.1:1", "--token", token], "连接失败");
        await ComplainsAsync(["import", Facts, "--server", "localhost", "--token", token], "--server");
        await ComplainsAsync(["report", "观紫镇", "2023", "--format", "pdf", "-o", output, "--server", Server, "--token", token], "format");
        await ComplainsAsync(["report", "观紫镇", "99999", "-o", output, "--server", Server, "--token", token], "year");
        await ComplainsAsync(["report", $"{Guid.NewGuid()}", "2023", "-o", output, "--server", Server, "--token", token], "没有找到");
        await ComplainsAsync(["report", "观紫镇", "2023", "-o", Path.Combine(directory, "no", "such", "place.docx"), "--server", Server, "--token", token], "place.docx");
        System.IO.File.Exists(output).ShouldBeFalse();
    }

    [Fact]
    public async Task Serve_on_a_port_in_use_says_so_and_ends()
    {
        var (code, output, errors) = await ServerProcess.RunAsync(["serve", "--urls", Server], ("FAZHI_POSTGRES", database.Connection));
        code.ShouldBe(1);
        errors.ShouldHaveSingleItem(string.Join('\n', errors)).ShouldContain($"{new Uri(Server).Port}");
        output.ShouldBeEmpty();
    }

    private static async Task<string> SaysAsync(string[] arguments)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(arguments);
        code.ShouldBe(0, string.Join('\n', errors));
        errors.ShouldBeEmpty();
        return output.ShouldHaveSingleItem();
    }

    private static async Task ComplainsAsync(string[] arguments, string word)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(arguments);
        var asked = string.Join(' ', arguments);
        code.ShouldBe(1, asked);
        errors.ShouldHaveSingleItem($"{asked} said {string.Join('\n', errors)}").ShouldContain(word);
        output.ShouldBeEmpty(asked);
    }
}
