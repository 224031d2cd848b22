namespace FaZhiCloud.Deployment.Tests.Checks;

/// <summary>One thing to hold about an overlay.</summary>
/// <param name="Name">Its name in the tests' output.</param>
/// <param name="Complaints">What is wrong, one sentence each; nothing when all is well.</param>
internal sealed record Check(string Name, Func<Overlay, IEnumerable<string>> Complaints)
{
    /// <summary>All checks. <see cref="ChecksCanFailTests"/> wants a case for each that makes it complain.</summary>
    public static readonly IReadOnlyList<Check> All =
    [
        new(nameof(Shape), Shape.Complaints),
        new(nameof(Ports), Ports.Complaints),
        new(nameof(References), References.Complaints),
        new(nameof(Configuration), Configuration.Complaints),
        new(nameof(Arguments), Arguments.Complaints),
        new(nameof(Hardening), Hardening.Complaints),
        new(nameof(Images), Images.Complaints),
        new(nameof(Secrets), Secrets.Complaints),
        new(nameof(Probes), Probes.Complaints),
        new(nameof(Stopping), Stopping.Complaints),
        new(nameof(Reach), Reach.Complaints),
        new(nameof(Roles), Roles.Complaints),
        new(nameof(Connections), Connections.Complaints),
        new(nameof(Alerts), Alerts.Complaints),
        new(nameof(Steps), Steps.Complaints),
    ];

    public static Check Named(string name) => All.Single(check => check.Name == name);
}
