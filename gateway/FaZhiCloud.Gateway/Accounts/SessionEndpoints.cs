using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Security;

/// <param name="UserName">用户名.</param>
/// <param name="Password">口令.</param>
/// <param name="Code">动态口令 (where the account has a second factor).</param>
/// <param name="NewPassword">新口令 (where the password must be changed first).</param>
public sealed record SignIn(string UserName, string Password, string? Code = null, string? NewPassword = null);

/// <param name="AccessToken">For the header <c>Authorization: Bearer …</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="RefreshToken">For one new pair; it changes each time.</param>
/// <param name="LastSignIn">The sign-in before this one: 若非本人，请立即修改口令.</param>
public sealed record SignedIn(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken, LastSignIn? LastSignIn);

/// <param name="RefreshToken">As it was answered last.</param>
public sealed record Refresh(string RefreshToken);

/// <summary>Who I am and what I oversee.</summary>
public sealed record Me(string UserName, string DisplayName, Role Role, Guid DivisionId, string Division, DivisionLevel Level, bool MayWrite, bool MayAcknowledge, bool MayReadAudit, bool MayManageAccounts, bool MayManageSystem);

public static class SessionEndpoints
{
    public static IEndpointRouteBuilder MapSession(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth").WithTags("登录 Session");
        group.MapPost("/token", SignInAsync).WithName("SignIn").WithSummary("登录，取得访问令牌").AllowAnonymous().RequireRateLimiting(SecurityServices.SignInLimit)
            .Accepts<SignIn>("application/json").Produces<SignedIn>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(422).ProducesProblem(429);
        group.MapPost("/refresh", RefreshAsync).WithName("RefreshSession").WithSummary("以刷新令牌换取新的令牌（刷新令牌一次有效）").AllowAnonymous().RequireRateLimiting(SecurityServices.SignInLimit)
            .Accepts<Refresh>("application/json").Produces<SignedIn>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(413).ProducesProblem(422).ProducesProblem(429);
        group.MapPost("/sign-out", SignOutAsync).WithName("SignOut").WithSummary("退出登录").Needs(Act.OwnAccount).Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
        group.MapGet("/me", MeAsync).WithName("WhoAmI").WithSummary("当前账号、角色与管辖范围").Needs(Act.Look).Produces<Me>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(429);
        return api;
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Sessions sessions, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var (body, problem) = await context.Request.ReadBodyAsync<SignIn>(cancellationToken);
        if (body is null)
            return problem!;
        var check = new Check().Text("userName", body.UserName, 100).Text("password", body.Password, 200).Text("code", body.Code, 10, required: false).Text("newPassword", body.NewPassword, 200, required: false);
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        return await sessions.BeginAsync(new(body.UserName, body.Password, body.Code, body.NewPassword), Origin.Of(context), cancellationToken) switch
        {
            SignInOutcome.Begun begun => TypedResults.Ok(new SignedIn(issuer.Issue(begun.Account, begun.Session), "Bearer", (int)TokenIssuer.Lifetime.TotalSeconds, begun.Refresh.ToString(), begun.Last)),
            SignInOutcome.CodeNeeded => Problems.Of(401, "sign_in.code_needed", "请输入动态口令", "a code of the second factor is needed", new FieldError("code", "sign_in.code_needed", "必填", "is required")),
            SignInOutcome.ChangeNeeded => Problems.Of(403, "sign_in.change_needed", "首次登录须修改口令：请在 newPassword 中给出新口令", "the first password must be changed: give the new one in newPassword", new FieldError("newPassword", "sign_in.change_needed", "必填", "is required")),
            SignInOutcome.Refused refused => Problems.Of(refused.Refusals),
            _ => Problems.Of(401, "sign_in.failed", "用户名或口令不正确（启用动态口令的，请一并核对）；连续多次失败后账号会暂时锁定", "user name, password or code is wrong; after several failures an account is locked for a while"),
        };
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, Sessions sessions, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var (body, problem) = await context.Request.ReadBodyAsync<Refresh>(cancellationToken);
        if (body is null)
            return problem!;
        var check = new Check().Text("refreshToken", body.RefreshToken, 300);
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        return await sessions.GoOnAsync(body.RefreshToken, Origin.Of(context), cancellationToken) is var (account, refresh)
            ? TypedResults.Ok(new SignedIn(issuer.Issue(account, refresh.Id), "Bearer", (int)TokenIssuer.Lifetime.TotalSeconds, refresh.ToString(), null))
            : Problems.Of(401, "session.ended", "登录已过期，请重新登录", "the session has ended; sign in again");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (caller.Session is { } session)
            await sessions.EndAsync(caller.Tenant, caller.Account, session, new(caller.Name, "session.ended", caller.Name, caller.Path, Origin.Of(context).Address), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> MeAsync(HttpContext context, DivisionStore divisions, TenantRulesStore rules, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var division = await divisions.FindAsync(caller.Tenant, Guid.Parse(caller.Path.TrimEnd('/').Split('/')[^1]), cancellationToken);
        if (division is null)
            return Problems.NotFound();
        var separate = (await rules.FindAsync(caller.Tenant, cancellationToken)).SeparateAdmins;
        bool May(Act act) => caller.May(act, null, separate);
        return TypedResults.Ok(new Me(
            caller.Name, context.User.FindFirst(Caller.DisplayClaim)!.Value, caller.Role, division.Id, division.Name, division.Level,
            May(Act.Write), May(Act.Acknowledge), May(Act.ReadAudit), May(Act.ManageAccounts), May(Act.ManageSystem)));
    }
}
