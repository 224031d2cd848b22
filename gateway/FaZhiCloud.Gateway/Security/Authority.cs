using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Security;

/// <summary>What an endpoint does, for the one decision about who may.</summary>
public enum Act
{
    /// <summary>Look at divisions, and at what is the same for everybody.</summary>
    Look,

    /// <summary>Read townships' records, boards, alerts and reports.</summary>
    Read,

    /// <summary>Record, correct, void, import.</summary>
    Write,

    /// <summary>Acknowledge alerts.</summary>
    Acknowledge,

    /// <summary>One's own account: password, second factor, sessions, tokens. Not for tokens of programs.</summary>
    OwnAccount,

    /// <summary>Read, export and verify the audit trail.</summary>
    ReadAudit,

    /// <summary>Other people's accounts and grants.</summary>
    ManageAccounts,

    /// <summary>The tenant's rules, and its divisions.</summary>
    ManageSystem,
}

/// <summary>States what an endpoint does; one that states nothing is refused by a test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(Act act) : Attribute
{
    public Act Act { get; } = act;
}

/// <summary>
/// The one table of who may do what, and who may give which role. With 三员分立 the system, the security and the audit administrator each have
/// their part and the offices' own administrators none of it.
/// </summary>
public static class Authority
{
    private static readonly Role[] Readers = [Role.Clerk, Role.Leader, Role.Adviser, Role.County, Role.City, Role.Province, Role.Auditor];
    private static readonly Role[] Writers = [Role.Clerk, Role.County, Role.City, Role.Province];
    private static readonly Role[] OfTownships = [Role.Clerk, Role.Leader, Role.Adviser];

    /// <summary>The three whose parts are kept apart.</summary>
    public static readonly IReadOnlyList<Role> ThreeAdmins = [Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin];

    public static bool May(Role role, Act act, bool separateAdmins) => act switch
    {
        Act.Look or Act.OwnAccount => true,
        Act.Read => Readers.Contains(role),
        Act.Write => Writers.Contains(role),
        Act.Acknowledge => role == Role.Leader || Writers.Contains(role),
        Act.ReadAudit => role is Role.Auditor or Role.AuditAdmin || (role is Role.Province && !separateAdmins),
        Act.ManageAccounts => role is Role.SecurityAdmin || (role is Role.County or Role.City or Role.Province && !separateAdmins),
        Act.ManageSystem => role is Role.SystemAdmin || (role is Role.Province && !separateAdmins),
        _ => false,
    };

    /// <summary>Delegation ends at one's own rights: nobody makes a mightier one, and with separation the operator alone names the three.</summary>
    public static bool MayGive(Role giver, Role given, bool separateAdmins) => May(giver, Act.ManageAccounts, separateAdmins) && giver switch
    {
        Role.County => given == Role.County || OfTownships.Contains(given),
        Role.City => given is Role.City or Role.County || OfTownships.Contains(given),
        Role.Province => !ThreeAdmins.Contains(given) || !separateAdmins,
        Role.SecurityAdmin => !ThreeAdmins.Contains(given),
        _ => false,
    };

    /// <summary>A role belongs to a level of divisions; auditors stand at any.</summary>
    public static bool FitsLevel(Role role, DivisionLevel level) => role switch
    {
        Role.Clerk or Role.Leader or Role.Adviser => level == DivisionLevel.Township,
        Role.County => level == DivisionLevel.County,
        Role.City => level == DivisionLevel.City,
        Role.Auditor => true,
        _ => level == DivisionLevel.Province,
    };
}
