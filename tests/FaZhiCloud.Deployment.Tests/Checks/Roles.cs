using System.Text.RegularExpressions;

namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>An owner without the right to make roles finds all that the migrations need; the programs' login can act as the service and no more.</summary>
internal static partial class Roles
{
    /// <summary>The roles that the migrator wants, the service's first.</summary>
    public static IReadOnlyList<string> OfMigrator() => [.. Named().Matches(House.Read("grains", "FaZhiCloud.Townships", "Migrations", "Migrator.cs")).Select(match => match.Groups[1].Value)];

    public static IEnumerable<string> Complaints(Overlay overlay)
    {
        if (!OfMigrator().Contains("fazhi_service"))
            yield return "the migrator's roles are named differently now; mend this check";
        foreach (var cluster in overlay.Of("Cluster"))
        {
            var statements = cluster.Items("spec/bootstrap/initdb/postInitApplicationSQL").Select(statement => $"{statement}").ToList();
            var owner = cluster.Text("spec/bootstrap/initdb/owner");
            foreach (var role in OfMigrator())
            {
                if (!statements.Contains($"create role {role} nologin"))
                    yield return $"nobody makes the role {role}";
                if (!statements.Any(statement => statement.StartsWith("grant ", StringComparison.Ordinal) && statement.EndsWith($" to {owner}", StringComparison.Ordinal) && Regex.IsMatch(statement, $@"\b{role}\b")))
                    yield return $"{owner} is no member of {role}";
            }

            foreach (var login in cluster.Items("spec/managed/roles").Where(role => role.Text("login") == "true"))
            {
                if (!login.Items("inRoles").Any(role => $"{role}" == "fazhi_service"))
                    yield return $"{login.Text("name")} cannot act as fazhi_service";
                if (login.Items("inRoles").Count() > 1 || new[] { "superuser", "createdb", "createrole", "bypassrls", "replication" }.Any(right => login.Text(right) == "true"))
                    yield return $"{login.Text("name")} may do more than fazhi_service";
            }
        }
    }

    [GeneratedRegex("Role = \"(fazhi_[a-z_]+)\"")]
    private static partial Regex Named();
}
