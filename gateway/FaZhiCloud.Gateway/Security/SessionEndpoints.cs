using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Security;

/// <param name="UserName">用户名.</param>
/// <param name="Password">口令.</param>
public sealed record SignIn(string UserName, string Password);

/// <param name="AccessToken">For the header <c>Authorization: Bearer …</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record SignedIn(string AccessToken, string TokenType, int ExpiresIn);

/// <summary>Who I am and what I oversee.</summary>
public sealed record Me(string UserName, string DisplayName, Role Role, Guid DivisionId, string Division, DivisionLevel Level, bool MayWrite, bool MayAcknowledge);

public static class SessionEndpoints
{
    public static IEndpointRouteBuilder MapSession(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth").WithTags("登录 Session");
        group.MapPost("/token", SignInAsync).WithName("SignIn").WithSummary("登录，取得访问令牌").AllowAnonymous().RequireRateLimiting(SecurityServices.SignInLimit)
            .Accepts<SignIn>("application/json").Produces<SignedIn>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);
        group.MapGet("/me", MeAsync).WithName("WhoAmI").WithSummary("当前账号、角色与管辖范围").Produces<Me>().ProducesProblem(401);
        return api;
    }

    private static async Task<IResult> SignInAsync(HttpContext context, AccountStore accounts, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var (body, problem) = await context.Request.ReadBodyAsync<SignIn>(cancellationToken);
        if (body is null)
            return problem!;
        var check = new Check().Text("userName", body.UserName, 100).Text("password", body.Password, 200);
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        return await accounts.SignInAsync(body.UserName, body.Password, cancellationToken) is { } account
            ? TypedResults.Ok(new SignedIn(issuer.Issue(account), "Bearer", (int)TokenIssuer.Lifetime.TotalSeconds))
            : Problems.Of(401, "sign_in.failed", "用户名或口令不正确", "user name or password is wrong");
    }

    private static async Task<IResult> MeAsync(HttpContext context, DivisionStore divisions, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var division = await divisions.FindAsync(caller.Tenant, Guid.Parse(caller.Path.TrimEnd('/').Split('/')[^1]), cancellationToken);
        return division is null
            ? Problems.NotFound()
            : TypedResults.Ok(new Me(caller.Name, context.User.FindFirst(Caller.DisplayClaim)!.Value, caller.Role, division.Id, division.Name, division.Level, caller.MayWrite, caller.MayAcknowledge));
    }
}
