using System.CommandLine;
using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Tenants;
using FaZhiCloud.Townships;

var port = new Option<int>("--port") { Description = "端口", DefaultValueFactory = _ => 8080 };
var data = new Option<string>("--data") { Description = "数据目录", DefaultValueFactory = _ => Path.GetFullPath(".fazhi") };
var noDemo = new Option<bool>("--no-demo") { Description = "不载入演示数据" };
var upEngine = new Option<string?>("--engine") { Description = "embedded 或 orleans；缺省为编译了的 orleans" };
var silos = new Option<int>("--silos") { Description = "另起几个 silo 进程和第二个网关，组成单机集群" };
var up = new Command("up", "启动私有 PostgreSQL、迁移数据库、首次载入演示数据并提供服务") { port, data, noDemo, upEngine, silos };
up.SetAction((parsed, cancellation) => UpCommand.RunAsync(
    new(parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(data)!), !parsed.GetValue(noDemo), parsed.GetValue(upEngine), parsed.GetValue(silos)), cancellation));

var migrate = new Command("migrate", "迁移 FAZHI_POSTGRES 所指的数据库");
migrate.SetAction((_, cancellation) => MigrateCommand.RunAsync(OwnDatabase.Require(), Console.WriteLine, cancellation));

var setup = new Command("setup", "在 FAZHI_POSTGRES 所指、已迁移的空数据库中建立省和首位管理员，打印其初始口令");
setup.SetAction((_, cancellation) => SetupCommand.RunAsync(OwnDatabase.Require(), cancellation));

var urls = new Option<string>("--urls") { Description = "监听地址", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
var engine = new Option<EngineKind?>("--engine") { Description = "embedded（本进程内）、orleans（本进程内的 silo）或 client（集群的客户端）；缺省取 FAZHI_ENGINE，再缺省为 embedded" };
var serve = new Command("serve", "对 FAZHI_POSTGRES 所指、已迁移的数据库提供服务") { urls, engine };
serve.SetAction((parsed, cancellation) => ServeCommand.RunAsync(parsed.GetValue(urls)!, parsed.GetValue(engine), cancellation));

var server = new Option<string>("--server") { Description = "服务地址", Required = true };
var token = new Option<string>("--token") { Description = "访问令牌", Required = true };
var named = new Option<string?>("--township") { Description = "乡镇的 id、编码或名称；缺省取文件中的 township" };
var file = new Argument<string>("FILE");
var import = new Command("import", "导入乡镇年度事实文件") { file, named, server, token };
import.SetAction((parsed, cancellation) => ClientCommands.ImportAsync(parsed.GetValue(file)!, parsed.GetValue(named), parsed.GetValue(server)!, parsed.GetValue(token)!, cancellation));

var township = new Argument<string>("TOWNSHIP");
var year = new Argument<int>("YEAR");
var format = new Option<string>("--format") { Description = "docx、text、html 或 json", DefaultValueFactory = _ => "docx" };
var output = new Option<string>("-o", "--output") { Description = "输出文件", Required = true };
var report = new Command("report", "取一个乡镇的年度报告") { township, year, format, output, server, token };
report.SetAction((parsed, cancellation) => ClientCommands.ReportAsync(
    parsed.GetValue(township)!, parsed.GetValue(year), parsed.GetValue(format)!, parsed.GetValue(output)!, parsed.GetValue(server)!, parsed.GetValue(token)!, cancellation));

try
{
    return await new RootCommand("法治云 FaZhiCloud") { up, migrate, setup, serve, TenantCommand.Create(), import, report }.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(10) });
}
catch (OperationCanceledException e) when (e.InnerException is not TimeoutException)
{
    return 130;
}
catch (Exception e) when (Failures.Sentence(e) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
