using System.Security.Claims;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Security;

/// <summary>Roles, as in the house's table of who does what.</summary>
public enum Role
{
    /// <summary>经办人.</summary>
    Clerk,

    /// <summary>负责人.</summary>
    Leader,

    /// <summary>法律顾问.</summary>
    Adviser,

    /// <summary>县司法局.</summary>
    County,

    /// <summary>市.</summary>
    City,

    /// <summary>省.</summary>
    Province,

    /// <summary>督察: reads all below, changes nothing.</summary>
    Auditor,

    /// <summary>系统管理员: rules and divisions.</summary>
    SystemAdmin,

    /// <summary>安全管理员: accounts and grants.</summary>
    SecurityAdmin,

    /// <summary>审计管理员: the audit trail.</summary>
    AuditAdmin,
}

/// <summary>A role at a division: everything below the path is in scope.</summary>
/// <param name="Reveal">May look at masked personal data.</param>
public sealed record Held(Role Role, string Path, bool Reveal = false)
{
    public bool Covers(string path) => path.StartsWith(Path, StringComparison.Ordinal);
}

/// <summary>Who asks, out of the token: nothing of it can come from a body.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">Its user name, as the journal records it.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Grants">What it may do where; the first is the one shown.</param>
/// <param name="Session">The session signed in; null for programs' tokens.</param>
/// <param name="ReadOnly">A program's token that may only read.</param>
/// <param name="IsProgram">A program's token.</param>
public sealed record Caller(Guid Account, string Name, Guid Tenant, IReadOnlyList<Held> Grants, Guid? Session, bool ReadOnly, bool IsProgram)
{
    public const string TenantClaim = "tenant", RoleClaim = "role", PathClaim = "path", NameClaim = "name", DisplayClaim = "display", GrantClaim = "grant", SessionClaim = "sid", ProgramClaim = "program", RevealClaim = "reveal";

    public Role Role => Grants[0].Role;

    public string Path => Grants[0].Path;

    /// <summary>Whether an act is within what the caller's token is for, and within a grant that covers the path; null asks for any place.</summary>
    public bool May(Act act, string? path, bool separateAdmins) =>
        !(ReadOnly && act is not (Act.Look or Act.Read or Act.ReadAudit)) && !(IsProgram && act is (Act.OwnAccount or Act.ManageAccounts))
        && Grants.Any(grant => (path is null || grant.Covers(path)) && Authority.May(grant.Role, act, separateAdmins));

    public bool Sees(string path) => Grants.Any(grant => grant.Covers(path));

    /// <summary>The places where the caller may do something.</summary>
    public string[] Paths(Act act, bool separateAdmins) => [.. Grants.Where(grant => Authority.May(grant.Role, act, separateAdmins)).Select(grant => grant.Path).Distinct()];

    public static Caller Of(ClaimsPrincipal user)
    {
        var program = user.FindFirstValue(ProgramClaim);
        return new(
            Guid.Parse(user.FindFirstValue("sub")!), user.FindFirstValue(NameClaim)!, Guid.Parse(user.FindFirstValue(TenantClaim)!),
            [new(ParseRole(user.FindFirstValue(RoleClaim)!), user.FindFirstValue(PathClaim)!, user.HasClaim(RevealClaim, "true")), .. user.FindAll(GrantClaim).Select(claim => Parse(claim.Value))],
            Guid.TryParse(user.FindFirstValue(SessionClaim), out var session) ? session : null, program == "read", program is not null);
    }

    /// <summary>Further grants as they stand in a token: role, path, and whether to reveal.</summary>
    public static string Claim(Held grant) => $"{grant.Role} {grant.Path} {grant.Reveal}";

    public static Role ParseRole(string name) => Enum.Parse<Role>(name, ignoreCase: true);

    private static Held Parse(string claim) => claim.Split(' ') is [var role, var path, var reveal] ? new(ParseRole(role), path, bool.Parse(reveal)) : throw new FormatException("A grant in a token is unreadable.");
}

/// <summary>A township that the caller may see.</summary>
public sealed record ScopedTownship(Division Division)
{
    public TownshipAddress Address => new(Division.TenantId, Division.Id);
}

/// <summary>Divisions in the caller's scope, in the own tenant. (Whether the act is allowed there, <see cref="Gate"/> has decided before.)</summary>
public sealed class Scope(DivisionStore divisions)
{
    /// <summary>A division in scope; null when it does not exist or lies outside, which is the same to the caller.</summary>
    public async Task<Division?> DivisionAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var division = await divisions.FindAsync(caller.Tenant, id, cancellationToken);
        return division is not null && division.TenantId == caller.Tenant && caller.Sees(division.Path) ? division : null;
    }

    public async Task<ScopedTownship?> TownshipAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellationToken) =>
        await DivisionAsync(user, id, cancellationToken) is { Level: DivisionLevel.Township } township ? new(township) : null;
}
