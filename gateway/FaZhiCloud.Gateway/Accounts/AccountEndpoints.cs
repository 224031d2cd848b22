using System.Security.Cryptography;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Npgsql;

namespace FaZhiCloud.Gateway.Accounts;

/// <param name="UserName">3 to 50 letters, digits, . _ -</param>
/// <param name="DivisionId">Where the first grant stands.</param>
public sealed record AddAccount(string UserName, string DisplayName, Role Role, Guid DivisionId);

/// <param name="FirstPassword">Shown this once; it must be changed at the first sign-in.</param>
public sealed record AddedAccount(Guid Id, string UserName, string FirstPassword);

/// <param name="Reveal">Whether masked personal data may be looked at.</param>
public sealed record AddGrant(Role Role, Guid DivisionId, bool Reveal = false);

public sealed record Invite(string DisplayName, Role Role, Guid DivisionId);

/// <param name="Invitation">To be handed over; good for seven days, once.</param>
public sealed record Invited(string Invitation, DateTimeOffset ExpiresAt);

public sealed record AcceptInvitation(string Invitation, string UserName, string Password);

/// <summary>Other people's accounts, within one's own scope and rights.</summary>
public static class AccountEndpoints
{
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/accounts").WithTags("账号 Accounts").Needs(Act.ManageAccounts);
        group.MapGet("", ListAsync).WithName("ListAccounts").WithSummary("管辖范围内的账号").Produces<Page<AccountRow>>().Errors(422);
        group.MapPost("", AddAsync).WithName("AddAccount").WithSummary("新建账号（首个口令只显示一次）").Accepts<AddAccount>("application/json").Produces<AddedAccount>(201).Errors(400, 404, 409, 422);
        group.MapGet("/{account:guid}", OneAsync).WithName("GetAccount").WithSummary("一个账号").Produces<AccountRow>().Errors(404);
        group.MapPost("/{account:guid}/grants", GrantAsync).WithName("AddGrant").WithSummary("授予角色").Accepts<AddGrant>("application/json").Produces<AccountRow>().Errors(400, 404, 409, 422);
        group.MapPost("/{account:guid}/grants/{grant:guid}/end", EndGrantAsync).WithName("EndGrant").WithSummary("收回角色").Produces<AccountRow>().Errors(404);
        group.MapPost("/{account:guid}/disable", (HttpContext context, Guid account, AccountManager manager, CancellationToken cancellationToken) => manager.ChangeAsync(context, account, "account.disabled", (store, caller, row, told, at) => store.DisableAsync(caller.Tenant, row.Id, true, told, at, cancellationToken), cancellationToken)).WithName("DisableAccount").WithSummary("停用账号").Produces<AccountRow>().Errors(404);
        group.MapPost("/{account:guid}/enable", (HttpContext context, Guid account, AccountManager manager, CancellationToken cancellationToken) => manager.ChangeAsync(context, account, "account.enabled", (store, caller, row, told, at) => store.DisableAsync(caller.Tenant, row.Id, false, told, at, cancellationToken), cancellationToken)).WithName("EnableAccount").WithSummary("启用账号").Produces<AccountRow>().Errors(404);
        group.MapPost("/{account:guid}/unlock", (HttpContext context, Guid account, AccountManager manager, CancellationToken cancellationToken) => manager.ChangeAsync(context, account, "account.unlocked", (store, caller, row, told, at) => store.UnlockAsync(caller.Tenant, row.Id, told, at, cancellationToken), cancellationToken)).WithName("UnlockAccount").WithSummary("解除锁定").Produces<AccountRow>().Errors(404);
        group.MapPost("/{account:guid}/password-reset", ResetAsync).WithName("ResetPassword").WithSummary("重置口令（只显示一次，登录时须修改）").Produces<AddedAccount>().Errors(404);
        api.MapPost("/invitations", InviteAsync).WithTags("账号 Accounts").WithName("Invite").WithSummary("邀请").Needs(Act.ManageAccounts).Accepts<Invite>("application/json").Produces<Invited>(201).Errors(400, 404, 422);
        api.MapPost("/invitations/accept", AcceptAsync).WithTags("账号 Accounts").WithName("AcceptInvitation").WithSummary("接受邀请，设定用户名与口令").AllowAnonymous().RequireRateLimiting(SecurityServices.SignInLimit)
            .Accepts<AcceptInvitation>("application/json").Produces(204).Errors(400, 404, 409, 422);
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, Guid? under, string? q, string? after, int? limit, AccountStore accounts, Scope scope, TenantRulesStore rules, CancellationToken cancellationToken)
    {
        if (Paging.Check(limit) is { } problem)
            return problem;
        var caller = Caller.Of(context.User);
        var paths = caller.Paths(Act.ManageAccounts, (await rules.FindAsync(caller.Tenant, cancellationToken)).SeparateAdmins);
        if (under is { } id)
        {
            if (await scope.DivisionAsync(context.User, id, cancellationToken) is not { } division || !paths.Any(path => division.Path.StartsWith(path, StringComparison.Ordinal)))
                return Problems.NotFound();
            paths = [division.Path];
        }

        var size = limit ?? Paging.Default;
        var rows = await accounts.ListAsync(caller.Tenant, paths, q, after, size + 1, cancellationToken);
        var page = rows.Take(size).ToList();
        return TypedResults.Ok(new Page<AccountRow>(null, page, rows.Count > size ? page[^1].UserName : null));
    }

    private static async Task<IResult> OneAsync(HttpContext context, Guid account, AccountManager manager, CancellationToken cancellationToken) =>
        await manager.FindAsync(Caller.Of(context.User), account, cancellationToken) is var (row, _) ? TypedResults.Ok(row) : Problems.NotFound();

    private static async Task<IResult> AddAsync(HttpContext context, AccountManager manager, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<AddAccount>(cancellationToken);
        if (body is null)
            return problem!;
        var check = AccountManager.UserName(new Check(), body.UserName).Text("displayName", body.DisplayName, 100);
        var (division, refusal) = await manager.PlaceAsync(check, context, body.Role, body.DivisionId, cancellationToken);
        if (division is null)
            return refusal!;
        var (id, password) = (Guid.CreateVersion7(), AccountManager.FirstPassword());
        try
        {
            await accounts.AddAsync(new(id, caller.Tenant, body.UserName, body.DisplayName, Passwords.Hash(password), $"{body.Role}".ToLowerInvariant(), division.Id, division.Path), cancellationToken, mustChange: true,
                new(caller.Name, "account.added", body.UserName, division.Path, Origin.Of(context).Address, $$"""{"role":"{{body.Role}}"}"""), time.GetUtcNow());
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountManager.NameTaken();
        }

        return TypedResults.Created($"/api/v1/accounts/{id}", new AddedAccount(id, body.UserName, password));
    }

    private static async Task<IResult> GrantAsync(HttpContext context, Guid account, AccountManager manager, AccountStore accounts, Sessions sessions, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<AddGrant>(cancellationToken);
        if (body is null)
            return problem!;
        var (row, refused) = await manager.ManageableAsync(caller, account, cancellationToken);
        if (row is null)
            return refused!;
        var check = new Check().That(row.Grants.Count < 50, "", "grant.too_many", "一个账号最多 50 项授权", "an account has at most 50 grants")
            .That(!Authority.ThreeAdmins.Contains(body.Role) || !row.Grants.Any(grant => grant.Role != body.Role), "role", "role.separate", "系统、安全、审计管理员不能兼任其他角色", "the three administrators hold no other role")
            .That(!row.Grants.Any(grant => grant.Role != body.Role && Authority.ThreeAdmins.Contains(grant.Role)), "role", "role.separate", "系统、安全、审计管理员不能兼任其他角色", "the three administrators hold no other role")
            .That(!body.Reveal || caller.Grants.Any(grant => grant.Reveal) || caller.Role is Role.Province or Role.SecurityAdmin, "reveal", "grant.beyond_own", "不能授予自己没有的权限", "is beyond your own rights");
        var (division, refusal) = await manager.PlaceAsync(check, context, body.Role, body.DivisionId, cancellationToken);
        if (division is null)
            return refusal!;
        try
        {
            await accounts.GrantAsync(caller.Tenant, account, division.Id, body.Role, body.Reveal, new(caller.Name, "grant.added", row.UserName, division.Path, Origin.Of(context).Address, $$"""{"role":"{{body.Role}}","reveal":{{(body.Reveal ? "true" : "false")}}}"""), time.GetUtcNow(), cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problems.Of(409, "grant.held", "该账号已有这一授权", "the account holds this grant already");
        }

        sessions.Forget();
        return TypedResults.Ok(await accounts.FindAsync(caller.Tenant, account, cancellationToken));
    }

    private static Task<IResult> EndGrantAsync(HttpContext context, Guid account, Guid grant, AccountManager manager, CancellationToken cancellationToken) =>
        manager.ChangeAsync(context, account, "grant.ended", (store, caller, row, told, at) =>
        {
            var held = row.Grants.Single(held => held.Id == grant);
            return store.EndGrantAsync(caller.Tenant, account, grant, told with { Path = held.Path, Detail = $$"""{"role":"{{held.Role}}"}""" }, at, cancellationToken);
        }, cancellationToken, row => row.Grants.Any(held => held.Id == grant));

    private static async Task<IResult> ResetAsync(HttpContext context, Guid account, AccountManager manager, CancellationToken cancellationToken)
    {
        var password = AccountManager.FirstPassword();
        var userName = "";
        var changed = await manager.ChangeAsync(context, account, "password.reset", (store, caller, row, told, at) =>
        {
            userName = row.UserName;
            return store.SetPasswordAsync(caller.Tenant, row.Id, Passwords.Hash(password), mustChange: true, told, at, cancellationToken);
        }, cancellationToken);
        return userName.Length > 0 ? TypedResults.Ok(new AddedAccount(account, userName, password)) : changed;
    }

    private static async Task<IResult> InviteAsync(HttpContext context, AccountManager manager, InvitationStore invitations, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (body, problem) = await context.Request.ReadBodyAsync<Invite>(cancellationToken);
        if (body is null)
            return problem!;
        var (division, refusal) = await manager.PlaceAsync(new Check().Text("displayName", body.DisplayName, 100), context, body.Role, body.DivisionId, cancellationToken);
        if (division is null)
            return refusal!;
        var (secret, until) = await invitations.MakeAsync(caller, body.DisplayName, body.Role, division, Origin.Of(context).Address, cancellationToken);
        return TypedResults.Created((string?)null, new Invited(secret.ToString(), until));
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, InvitationStore invitations, CancellationToken cancellationToken)
    {
        var (body, problem) = await context.Request.ReadBodyAsync<AcceptInvitation>(cancellationToken);
        if (body is null)
            return problem!;
        var check = AccountManager.UserName(new Check(), body.UserName).Text("invitation", body.Invitation, 300).Password("password", body.Password, body.UserName ?? "");
        if (!check.Holds)
            return Problems.Of(check.Refusals);
        try
        {
            return await invitations.AcceptAsync(body.Invitation, body.UserName!, body.Password, Origin.Of(context).Address, cancellationToken) ? Results.NoContent() : Problems.NotFound();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountManager.NameTaken();
        }
    }
}

/// <summary>Who may be managed by whom: all of the account's grants lie in the manager's scope and among the roles that the manager may give.</summary>
public sealed class AccountManager(AccountStore accounts, TenantRulesStore rules, Sessions sessions, DivisionStore divisions, TimeProvider time)
{
    public static IResult NameTaken() =>
        Problems.Of(409, "account.name_taken", "用户名已被使用", "the user name is taken", new FieldError("userName", "account.name_taken", "已被使用", "is taken"));

    public static string FirstPassword() => $"{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 6)}-{RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ", 4)}-{RandomNumberGenerator.GetString("23456789", 6)}";

    public static Check UserName(Check check, string? userName) => check.Text("userName", userName, 50)
        .That(userName is null || (userName.Length >= 3 && userName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')), "userName", "account.name_form", "3 至 50 个字母、数字、点、下划线、连字符", "3 to 50 letters, digits, dots, underscores, hyphens");

    /// <summary>An account that the caller sees, and whether all of it is the caller's to manage.</summary>
    public async Task<(AccountRow Row, bool Manageable)?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var separate = (await rules.FindAsync(caller.Tenant, cancellationToken)).SeparateAdmins;
        var own = caller.Grants.Where(grant => Authority.May(grant.Role, Act.ManageAccounts, separate)).ToList();
        if (await accounts.FindAsync(caller.Tenant, id, cancellationToken) is not { } row || !row.Grants.Any(held => own.Any(grant => grant.Covers(held.Path))))
            return null;
        return (row, row.Id != caller.Account && row.Grants.All(held => own.Any(grant => grant.Covers(held.Path) && Authority.MayGive(grant.Role, held.Role, separate))));
    }

    public async Task<(AccountRow? Row, IResult? Refusal)> ManageableAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        await FindAsync(caller, id, cancellationToken) is not var (row, manageable) ? (null, Problems.NotFound()) : manageable ? (row, null) : (null, Problems.Forbidden());

    /// <summary>The division of a role to be given, when the caller may give it there and it fits the level.</summary>
    public async Task<(Division? Division, IResult? Refusal)> PlaceAsync(Check check, HttpContext context, Role role, Guid divisionId, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var separate = (await rules.FindAsync(caller.Tenant, cancellationToken)).SeparateAdmins;
        if (await divisions.FindAsync(caller.Tenant, divisionId, cancellationToken) is not { } division || !caller.Sees(division.Path))
            return (null, Problems.NotFound());
        if (!caller.Grants.Any(grant => grant.Covers(division.Path) && Authority.MayGive(grant.Role, role, separate)))
            return (null, Problems.Forbidden());
        check.That(Authority.FitsLevel(role, division.Level), "role", "role.level", "该角色与区划的级别不符", "does not fit the level of the division");
        return check.Holds ? (division, null) : (null, Problems.Of(check.Refusals));
    }

    /// <summary>Changes an account within one's scope and rights, where there is what the change is about.</summary>
    public async Task<IResult> ChangeAsync(
        HttpContext context, Guid id, string action, Func<AccountStore, Caller, AccountRow, AuditEntry, DateTimeOffset, Task> change, CancellationToken cancellationToken, Func<AccountRow, bool>? exists = null)
    {
        var caller = Caller.Of(context.User);
        var (row, refusal) = await ManageableAsync(caller, id, cancellationToken);
        if (row is null)
            return refusal!;
        if (exists is not null && !exists(row))
            return Problems.NotFound();
        await change(accounts, caller, row, new(caller.Name, action, row.UserName, row.Grants[0].Path, Origin.Of(context).Address), time.GetUtcNow());
        sessions.Forget();
        return TypedResults.Ok(await accounts.FindAsync(caller.Tenant, id, cancellationToken));
    }
}

/// <summary>Invitations: a secret handed over, with which somebody makes the account that was meant.</summary>
public sealed class InvitationStore(NpgsqlDataSource source, TimeProvider time)
{
    private const int Days = 7;

    public async Task<(Secret Secret, DateTimeOffset Until)> MakeAsync(Caller caller, string displayName, Role role, Division division, string? address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var secret = Secret.Make(Secret.Invitation, caller.Tenant, Guid.CreateVersion7());
        await using var batch = source.ForTenant(caller.Tenant, "insert into invitations (id, tenant_id, hash, display_name, role, division_id, invited_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .With(secret.Id).With(caller.Tenant).With(secret.Hash).With(displayName).With($"{role}".ToLowerInvariant()).With(division.Id).With(caller.Name).With(now.AddDays(Days))
            .Tell(new(caller.Name, "account.invited", displayName, division.Path, address, $$"""{"role":"{{role}}"}"""), now);
        await batch.RunAsync(cancellationToken);
        return (secret, now.AddDays(Days));
    }

    /// <summary>Makes the account; false when the invitation does not hold (any more).</summary>
    public async Task<bool> AcceptAsync(string invitation, string userName, string password, string? address, CancellationToken cancellationToken)
    {
        if (!Secret.TryParse(Secret.Invitation, invitation, out var secret))
            return false;
        var (now, id) = (time.GetUtcNow(), Guid.CreateVersion7());
        await using var batch = source.ForTenant(secret.Tenant, """
            with taken as (update invitations set used_at = $3 where id = $1 and hash = $2 and used_at is null and expires_at > $3 returning *),
                 made as (insert into accounts (id, tenant_id, user_name, display_name, password_hash, created_by) select $4, tenant_id, $5, display_name, $6, invited_by from taken returning id, tenant_id)
            select count(*) from made
            """).With(secret.Id).With(secret.Hash).With(now).With(id).With(userName).With(Passwords.Hash(password))
            .Then("""
            insert into grants (id, tenant_id, account_id, role, division_id, granted_by)
            select $1, tenant_id, $2, role, division_id, invited_by from invitations where id = $3 and used_at = $4 and exists (select from accounts where id = $2)
            """).With(Guid.CreateVersion7()).With(id).With(secret.Id).With(now)
            .Then("select tell_audit($1, $2, 'account.accepted', $2, d.path, $3, null) from accounts a join grants g on g.account_id = a.id join divisions d on d.id = g.division_id where a.id = $4")
            .With(now).With(userName).With(address).With(id);
        return await batch.ScalarAsync(cancellationToken) is 1L;
    }
}

