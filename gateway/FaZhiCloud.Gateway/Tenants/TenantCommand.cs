using System.CommandLine;
using FaZhiCloud.Gateway.Hosting;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Npgsql;

namespace FaZhiCloud.Gateway.Tenants;

/// <summary><c>tenant …</c>: the operator's commands over FAZHI_POSTGRES.</summary>
public static class TenantCommand
{
    public static Command Create()
    {
        var id = new Argument<Guid>("ID");
        var (name, code, user) = (new Argument<string>("NAME"), new Argument<string>("CODE"), new Argument<string>("USER"));
        var role = new Argument<Role>("ROLE") { Description = "province、systemAdmin、securityAdmin 或 auditAdmin" };
        var state = new Argument<string>("on|off");
        state.AcceptOnlyFromAmong("on", "off");
        var folder = new Option<string>("-o", "--output") { Description = "目录", Required = true };
        var confirm = new Option<string>("--name") { Description = "租户名称，以确认", Required = true };
        return new Command("tenant", "运营人员：租户的建立、停用、导出、清除与核验（FAZHI_POSTGRES）")
        {
            Verb("list", "列出租户", async (_, tenants, cancellation) => Lines((await tenants.ListAsync(cancellation)).Select(row => $"{row.Id}  {row.Name}  {row.State}  区划 {row.Divisions}  账号 {row.Accounts}"))),
            Verb("add", "建立租户（省）", async (parsed, tenants, cancellation) => $"{await tenants.AddAsync(parsed.GetValue(name)!, parsed.GetValue(code)!, cancellation)}", name, code),
            Verb("admin", "建立管理员，打印其初始口令（只显示一次）", (parsed, tenants, cancellation) => tenants.AddAdministratorAsync(parsed.GetValue(id), parsed.GetValue(role), parsed.GetValue(user)!, cancellation), id, role, user),
            Verb("suspend", "停用租户", (parsed, tenants, cancellation) => Done(tenants.SetStateAsync(parsed.GetValue(id), suspended: true, cancellation)), id),
            Verb("resume", "恢复租户", (parsed, tenants, cancellation) => Done(tenants.SetStateAsync(parsed.GetValue(id), suspended: false, cancellation)), id),
            Verb("separate-admins", "三员分立", (parsed, tenants, cancellation) => Done(tenants.SetSeparationAsync(parsed.GetValue(id), parsed.GetValue(state) == "on", cancellation)), id, state),
            Verb("export", "导出全部数据：每表一个 .jsonl 文件", async (parsed, tenants, cancellation) => Lines((await tenants.ExportAsync(parsed.GetValue(id), parsed.GetValue(folder)!, cancellation)).Select(pair => $"{pair.Key}.jsonl  {pair.Value}")), id, folder),
            Verb("erase", "清除已停用租户的全部数据", (parsed, tenants, cancellation) => Done(tenants.EraseAsync(parsed.GetValue(id), parsed.GetValue(confirm)!, cancellation)), id, confirm),
            Verify(id),
        };
    }

    private static Command Verb(string name, string description, Func<ParseResult, TenantOperator, CancellationToken, Task<string>> run, params Symbol[] symbols)
    {
        var command = With(new Command(name, description), symbols);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var owner = NpgsqlDataSource.Create(OwnDatabase.Require());
            Console.WriteLine(await run(parsed, new(owner, TimeProvider.System), cancellation));
        });
        return command;
    }

    /// <summary>Exit code 1 when a line was changed.</summary>
    private static Command Verify(Argument<Guid> id)
    {
        var command = With(new Command("verify", "核验审计记录的哈希链；全零的 ID 为平台自身"), [id]);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var owner = NpgsqlDataSource.Create(OwnDatabase.Require());
            var verdict = await new AuditTrail(owner).VerifyAsync(parsed.GetValue(id), cancellation);
            Console.WriteLine(verdict.FirstBroken is { } broken ? $"第 {broken} 条被改动或缺失（共 {verdict.Lines} 条）" : $"{verdict.Lines} 条完好，末条哈希 {verdict.Head}");
            return verdict.FirstBroken is null ? 0 : 1;
        });
        return command;
    }

    private static Command With(Command command, Symbol[] symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        return command;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);

    private static async Task<string> Done(Task deed)
    {
        await deed;
        return "完成";
    }
}
