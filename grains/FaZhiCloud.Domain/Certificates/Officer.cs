namespace FaZhiCloud.Domain;

/// <summary>行政执法人员.</summary>
/// <param name="Name">姓名.</param>
/// <param name="Post">职务.</param>
/// <param name="Body">所在机构: 综合行政执法队.</param>
/// <param name="OnQuota">在编在岗: only such may hold a certificate (河南省行政执法条例 art. 20; R-CERT-5). Null where not known.</param>
public sealed record OfficerFacts(string Name, string? Post = null, string? Body = null, bool? OnQuota = null)
{
    internal Check Check() => new Check().Text("name", Name, 40).Text("post", Post, 60, required: false).Text("body", Body, 60, required: false);
}

/// <summary>When and why an officer left the force.</summary>
public sealed record Departure(DateOnly On, string Reason);

public sealed record EnforcementOfficer(OfficerFacts Facts, Departure? Left = null) : TownshipRecord
{
    public override string Area => "officers";

    public override Period? On => null;

    public override string Title => Facts.Name;

    public override Refusal? RefuseVoid(TownshipState state) =>
        state.Of<Certificate>().FirstOrDefault(certificate => certificate.OfficerId == Id) is { } certificate
            ? Refusal.Conflict("officer.has_certificate", $"该人员名下有执法证（{certificate.Title}），请先作废证件", "the officer has a certificate; void that first")
            : null;
}

/// <summary>Records an enforcement officer.</summary>
public sealed record AppointOfficer(OfficerFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Facts.Check().Or(() => Decision.Of(new OfficerAppointed(state.NextId("officer"), Facts)));
}

/// <summary>Corrects what is on record about an officer.</summary>
public sealed record CorrectOfficer(OfficerFacts Facts, string Reason) : RecordCommand<EnforcementOfficer>
{
    protected override Decision Decide(TownshipState state, EnforcementOfficer record, Moment moment) =>
        Facts.Check().Text("reason", Reason).Or(new OfficerCorrected(RecordId, Facts, Reason));
}

/// <summary>调离、退休、辞退: the certificate must be surrendered (R-CERT-5).</summary>
public sealed record ReleaseOfficer(DateOnly On, string Reason) : RecordCommand<EnforcementOfficer>
{
    protected override Decision Decide(TownshipState state, EnforcementOfficer record, Moment moment) =>
        record.Left is not null
            ? Decision.Refuse(Refusal.Conflict("officer.left", "该人员已离岗", "the officer has left already"))
            : new Check().Day("on", On).Text("reason", Reason).Or(new OfficerReleased(RecordId, On, Reason));
}

public sealed record OfficerAppointed(string RecordId, OfficerFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new EnforcementOfficer(Facts) { Id = RecordId };
}

public sealed record OfficerCorrected(string RecordId, OfficerFacts Facts, string Reason) : RecordChanged<EnforcementOfficer>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(EnforcementOfficer record, Stamp stamp) => record with { Facts = Facts };
}

public sealed record OfficerReleased(string RecordId, DateOnly On, string Reason) : RecordChanged<EnforcementOfficer>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(EnforcementOfficer record, Stamp stamp) => record with { Left = new Departure(On, Reason) };
}
