using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Accounts;

public sealed record ChangePassword(string Password, string NewPassword);

/// <param name="Secret">For typing into an authenticator.</param>
/// <param name="Uri">For a QR code.</param>
public sealed record SecondFactor(string Secret, string Uri);

public sealed record ConfirmSecondFactor(string Code);

public sealed record ConfirmPassword(string Password);

/// <param name="MayWrite">Whether it may write; else it only reads.</param>
/// <param name="Days">1 to 365.</param>
public sealed record MakeProgramToken(string Name, bool MayWrite, int Days);

/// <param name="Token">Shown this once.</param>
public sealed record MadeProgramToken(Guid Id, string Name, bool MayWrite, DateTimeOffset ExpiresAt, string Token);

/// <summary>What everybody does with the own account.</summary>
public static class OwnAccountEndpoints
{
    public static IEndpointRouteBuilder MapOwnAccount(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth").WithTags("我的账号 OwnAccount").Needs(Act.OwnAccount);
        group.MapPost("/password", ChangePasswordAsync).WithName("ChangePassword").WithSummary("修改口令（其他登录随即结束）").Accepts<ChangePassword>("application/json").Produces(204).Errors(400, 422);
        group.MapPost("/second-factor", BeginSecondFactorAsync).WithName("BeginSecondFactor").WithSummary("开始启用动态口令").Accepts<ConfirmPassword>("application/json").Produces<SecondFactor>().Errors(400, 409, 422);
        group.MapPost("/second-factor/confirm", ConfirmSecondFactorAsync).WithName("ConfirmSecondFactor").WithSummary("以一个动态口令确认启用").Accepts<ConfirmSecondFactor>("application/json").Produces(204).Errors(400, 409, 422);
        group.MapPost("/second-factor/removal", RemoveSecondFactorAsync).WithName("RemoveSecondFactor").WithSummary("停用动态口令").Accepts<ConfirmPassword>("application/json").Produces(204).Errors(400, 422);
        group.MapGet("/sessions", ListSessionsAsync).WithName("ListSessions").WithSummary("我的登录").Produces<IReadOnlyList<SessionRow>>().Errors();
        group.MapPost("/sessions/{session:guid}/end", EndSessionAsync).WithName("EndSession").WithSummary("结束一个登录").Produces(204).Errors(404);
        group.MapGet("/program-tokens", ListTokensAsync).WithName("ListProgramTokens").WithSummary("我的程序令牌").Produces<IReadOnlyList<ProgramTokenRow>>().Errors();
        group.MapPost("/program-tokens", MakeTokenAsync).WithName("MakeProgramToken").WithSummary("新建程序令牌（只显示一次）").Accepts<MakeProgramToken>("application/json").Produces<MadeProgramToken>(201).Errors(400, 422);
        group.MapPost("/program-tokens/{token:guid}/revoke", RevokeTokenAsync).WithName("RevokeProgramToken").WithSummary("吊销程序令牌").Produces(204).Errors(404);
        return api;
    }

    internal static RouteHandlerBuilder Errors(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Append(401).Append(403).Append(429).Concat(statuses.Contains(400) ? [413] : []))
            endpoint.ProducesProblem(status);
        return endpoint;
    }

    private static AuditEntry Told(HttpContext context, Caller caller, string action, string? subject = null) => new(caller.Name, action, subject ?? caller.Name, caller.Path, Origin.Of(context).Address);

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, AccountStore accounts, Sessions sessions, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<ChangePassword>(cancellationToken);
        if (body is null)
            return problem!;
        var check = new Check().Text("password", body.Password, 200).Password("newPassword", body.NewPassword, caller.Name).That(body.NewPassword != body.Password, "newPassword", "password.same", "不能与原口令相同", "must differ from the present one");
        if (check.Holds)
            await OwnPasswordAsync(check, caller, body.Password, accounts, cancellationToken);
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        await accounts.SetPasswordAsync(caller.Tenant, caller.Account, Passwords.Hash(body.NewPassword), mustChange: false, Told(context, caller, "password.changed"), time.GetUtcNow(), cancellationToken);
        sessions.Forget();
        return Results.NoContent();
    }

    private static async Task<IResult> BeginSecondFactorAsync(HttpContext context, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<ConfirmPassword>(cancellationToken);
        if (body is null)
            return problem!;
        var check = await OwnPasswordAsync(new(), caller, body.Password, accounts, cancellationToken);
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        if (await accounts.SecretsAsync(caller.Tenant, caller.Account, cancellationToken) is { TotpOn: true })
            return Problems.Of(409, "second_factor.on", "动态口令已启用，请先停用", "the second factor is on already; remove it first");
        var secret = Totp.NewSecret();
        await accounts.SetSecondFactorAsync(caller.Tenant, caller.Account, secret, on: false, Told(context, caller, "second_factor.begun"), time.GetUtcNow(), cancellationToken);
        var text = Totp.ToBase32(secret);
        return TypedResults.Ok(new SecondFactor(text, $"otpauth://totp/FaZhiCloud:{Uri.EscapeDataString(caller.Name)}?secret={text}&issuer=FaZhiCloud"));
    }

    private static async Task<IResult> ConfirmSecondFactorAsync(HttpContext context, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<ConfirmSecondFactor>(cancellationToken);
        if (body is null)
            return problem!;
        if (await accounts.SecretsAsync(caller.Tenant, caller.Account, cancellationToken) is not { TotpSecret: { } secret, TotpOn: false })
            return Problems.Of(409, "second_factor.not_begun", "没有待确认的动态口令", "there is no second factor to confirm");
        var check = new Check().Text("code", body.Code, 10).That(Totp.Match(secret, body.Code ?? "", time.GetUtcNow(), 0) is not null, "code", "second_factor.wrong", "动态口令不正确", "is wrong");
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        await accounts.SetSecondFactorAsync(caller.Tenant, caller.Account, secret, on: true, Told(context, caller, "second_factor.on"), time.GetUtcNow(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RemoveSecondFactorAsync(HttpContext context, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<ConfirmPassword>(cancellationToken);
        if (body is null)
            return problem!;
        var check = await OwnPasswordAsync(new(), caller, body.Password, accounts, cancellationToken);
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        await accounts.SetSecondFactorAsync(caller.Tenant, caller.Account, null, on: false, Told(context, caller, "second_factor.off"), time.GetUtcNow(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> ListSessionsAsync(HttpContext context, Sessions sessions, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        return TypedResults.Ok(await sessions.ListAsync(caller.Tenant, caller.Account, caller.Session, cancellationToken));
    }

    private static async Task<IResult> EndSessionAsync(HttpContext context, Guid session, Sessions sessions, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        return await sessions.EndAsync(caller.Tenant, caller.Account, session, Told(context, caller, "session.ended"), cancellationToken) ? Results.NoContent() : Problems.NotFound();
    }

    private static async Task<IResult> ListTokensAsync(HttpContext context, ProgramTokens tokens, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        return TypedResults.Ok(await tokens.ListAsync(caller.Tenant, caller.Account, cancellationToken));
    }

    private static async Task<IResult> MakeTokenAsync(HttpContext context, AccountStore accounts, ProgramTokens tokens, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<MakeProgramToken>(cancellationToken);
        if (body is null)
            return problem!;
        var check = new Check().Text("name", body.Name, 100).That(body.Days is >= 1 and <= 365, "days", "token.days", "应在 1 至 365 之间", "must lie between 1 and 365")
            .That(await accounts.FindAsync(caller.Tenant, caller.Account, cancellationToken) is not null, "", "account.missing", "账号不存在", "there is no such account");
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        var (row, token) = await tokens.MakeAsync(caller.Tenant, caller.Account, body.Name, body.MayWrite, body.Days, Told(context, caller, "program_token.made", body.Name), cancellationToken);
        return TypedResults.Created((string?)null, new MadeProgramToken(row.Id, row.Name, row.MayWrite, row.ExpiresAt, token));
    }

    private static async Task<IResult> RevokeTokenAsync(HttpContext context, Guid token, ProgramTokens tokens, AuditTrail audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (!await tokens.RevokeAsync(caller.Tenant, caller.Account, token, cancellationToken))
            return Problems.NotFound();
        await audit.TellAsync(caller.Tenant, Told(context, caller, "program_token.revoked", $"{token}"), time.GetUtcNow(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<Check> OwnPasswordAsync(Check check, Caller caller, string? password, AccountStore accounts, CancellationToken cancellationToken)
    {
        check.Text("password", password, 200);
        return check.Holds
            ? check.That(Passwords.Matches((await accounts.SecretsAsync(caller.Tenant, caller.Account, cancellationToken))?.PasswordHash, password!), "password", "password.wrong", "口令不正确", "is wrong")
            : check;
    }
}
