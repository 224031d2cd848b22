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
}

/// <summary>Who asks, out of the token: nothing of it can come from a body.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">Its user name, as the journal records it.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Path">Path of the division it is granted; everything below is in scope.</param>
public sealed record Caller(Guid Account, string Name, Guid Tenant, Role Role, string Path)
{
    public const string TenantClaim = "tenant", RoleClaim = "role", PathClaim = "path", NameClaim = "name", DisplayClaim = "display";

    public bool MayWrite => Role is Role.Clerk or Role.County or Role.City or Role.Province;

    public bool MayAcknowledge => MayWrite || Role == Role.Leader;

    public static Caller Of(ClaimsPrincipal user) => new(
        Guid.Parse(user.FindFirstValue("sub")!), user.FindFirstValue(NameClaim)!, Guid.Parse(user.FindFirstValue(TenantClaim)!),
        Enum.Parse<Role>(user.FindFirstValue(RoleClaim)!, ignoreCase: true), user.FindFirstValue(PathClaim)!);
}

/// <summary>A township that the caller may see.</summary>
public sealed record ScopedTownship(Division Division)
{
    public TownshipAddress Address => new(Division.TenantId, Division.Id);
}

/// <summary>The one place that decides what a caller can see: what lies under the path of the grant, in the own tenant.</summary>
public sealed class Scope(DivisionStore divisions)
{
    /// <summary>A division in scope; null when it does not exist or lies outside, which is the same to the caller.</summary>
    public async Task<Division?> DivisionAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var division = await divisions.FindAsync(caller.Tenant, id, cancellationToken);
        return division is not null && division.TenantId == caller.Tenant && division.Path.StartsWith(caller.Path, StringComparison.Ordinal) ? division : null;
    }

    public async Task<ScopedTownship?> TownshipAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellationToken) =>
        await DivisionAsync(user, id, cancellationToken) is { Level: DivisionLevel.Township } township ? new(township) : null;
}
