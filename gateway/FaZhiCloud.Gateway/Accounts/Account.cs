using System.Text.Json.Serialization;

namespace FaZhiCloud.Gateway.Security;

/// <summary>An account with its grants; the first one stands in <see cref="Role"/> and <see cref="DivisionPath"/>.</summary>
public sealed record Account(Guid Id, Guid TenantId, string UserName, string DisplayName, [property: JsonIgnore] string PasswordHash, string Role, Guid DivisionId, string DivisionPath)
{
    /// <summary>Whether the first grant reveals masked data.</summary>
    public bool Reveal { get; init; }

    /// <summary>Grants after the first.</summary>
    public IReadOnlyList<Held> More { get; init; } = [];
}
