namespace FaZhiCloud.Domain;

/// <summary>执法力量 of one year: what is authorised and how the force is set up.</summary>
/// <param name="Year">The year.</param>
/// <param name="Body">综合行政执法队.</param>
/// <param name="Authorised">核定编制, 名.</param>
/// <param name="Certified">持证人员, 名: a tally for the time before certificates are on record one by one; the records count first.</param>
/// <param name="Head">Who heads the force: 乡长.</param>
/// <param name="DeputyHead">政法委员.</param>
/// <param name="Sections">内设股, 个.</param>
/// <param name="Squads">中队, 个.</param>
/// <param name="Rooms">办公用房, 间.</param>
/// <param name="RoomsSquareMetres">总面积, 平方米.</param>
/// <param name="Recorders">执法记录仪, 台; null where there are some but nobody counted them.</param>
/// <param name="RecordersHeldBy">Who holds the recorders: 司法所.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="Premises">主要办公场所: 综治中心.</param>
public sealed record EnforcementForceFacts(
    int Year,
    string? Body = null,
    Quantity? Authorised = null,
    Quantity? Certified = null,
    string? Head = null,
    string? DeputyHead = null,
    Quantity? Sections = null,
    Quantity? Squads = null,
    Quantity? Rooms = null,
    Quantity? RoomsSquareMetres = null,
    Quantity? Recorders = null,
    string? RecordersHeldBy = null,
    string? Source = null,
    string? Premises = null)
{
    internal Check Check() => new Check().Year("year", Year)
        .Text("body", Body, 60, required: false).Text("head", Head, 60, required: false).Text("deputyHead", DeputyHead, 60, required: false)
        .Text("premises", Premises, 60, required: false).Text("recordersHeldBy", RecordersHeldBy, 60, required: false).Text("source", Source, required: Certified is not null)
        .Count("authorised", Authorised).Count("certified", Certified).Count("sections", Sections).Count("squads", Squads).Count("rooms", Rooms)
        .Count("recorders", Recorders).Amount("roomsSquareMetres", RoomsSquareMetres)
        .PartOf("certified", Certified, Authorised, "持证人数超过核定编制，请核对", "more certified than authorised");
}

/// <summary>The force in one year; each update replaces it, the journal keeps the earlier ones.</summary>
public sealed record EnforcementForce(EnforcementForceFacts Facts) : TownshipRecord
{
    public static string IdOf(int year) => $"force.{year:0000}";

    public override string Area => "enforcement-force";

    public override Period? On => Period.OfYear(Facts.Year);

    public override string Title => $"{Facts.Year}年执法力量";
}

/// <summary>Sets the force of a year.</summary>
public sealed record UpdateEnforcementForce(EnforcementForceFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Facts.Check().Or(new EnforcementForceUpdated(EnforcementForce.IdOf(Facts.Year), Facts));
}

public sealed record EnforcementForceUpdated(string RecordId, EnforcementForceFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new EnforcementForce(Facts) { Id = RecordId };
}
