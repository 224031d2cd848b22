namespace FaZhiCloud.Domain;

/// <summary>An ethnic group that lives in a named place of the township.</summary>
public sealed record EthnicCommunity(string Group, string? Place = null, Quantity? People = null);

/// <summary>基本情况: what the township is in one year. All but the year may be unknown.</summary>
/// <param name="Year">The year it holds for.</param>
/// <param name="AreaSquareKilometres">总面积, 平方公里.</param>
/// <param name="Villages">行政村 or 村（居）, 个.</param>
/// <param name="VillagesUnit">How they are called: 行政村, 村（居）, 社区.</param>
/// <param name="Population">户籍人口, 人.</param>
/// <param name="PartyBranches">党（总）支部, 个.</param>
/// <param name="PartyMembers">党员, 名.</param>
/// <param name="FarmlandMu">耕地面积, 亩.</param>
/// <param name="MainEthnicGroup">The group most belong to: 汉族.</param>
/// <param name="EthnicCommunities">Others, with place and people.</param>
/// <param name="Industries">主要产业.</param>
/// <param name="InternalBodies">内设机构, as the place calls them: “五办、一站、两中心”.</param>
/// <param name="StaffQuota">核定编制, 人.</param>
/// <param name="StaffActual">实有, 人.</param>
/// <param name="KeyProjects">Named projects of the year.</param>
/// <param name="NamedPlaces">Villages and communities that records speak of.</param>
public sealed record ProfileFacts(
    int Year,
    Quantity? AreaSquareKilometres = null,
    Quantity? Villages = null,
    string? VillagesUnit = null,
    Quantity? Population = null,
    Quantity? PartyBranches = null,
    Quantity? PartyMembers = null,
    Quantity? FarmlandMu = null,
    string? MainEthnicGroup = null,
    IReadOnlyList<EthnicCommunity>? EthnicCommunities = null,
    IReadOnlyList<string>? Industries = null,
    string? InternalBodies = null,
    Quantity? StaffQuota = null,
    Quantity? StaffActual = null,
    IReadOnlyList<string>? KeyProjects = null,
    IReadOnlyList<string>? NamedPlaces = null)
{
    internal Check Check()
    {
        var check = new Check().Year("year", Year)
            .Amount("areaSquareKilometres", AreaSquareKilometres).Amount("farmlandMu", FarmlandMu)
            .Count("villages", Villages).Count("population", Population).Count("partyBranches", PartyBranches).Count("partyMembers", PartyMembers)
            .Count("staffQuota", StaffQuota).Count("staffActual", StaffActual)
            .Text("villagesUnit", VillagesUnit, 20, required: false).Text("mainEthnicGroup", MainEthnicGroup, 20, required: false)
            .Text("internalBodies", InternalBodies, required: false)
            .Texts("industries", Industries).Texts("keyProjects", KeyProjects).Texts("namedPlaces", NamedPlaces)
            .Length("ethnicCommunities", EthnicCommunities?.Count ?? 0);
        for (var i = 0; i < Math.Min(EthnicCommunities?.Count ?? 0, Domain.Check.ListLength); i++)
        {
            check.Text($"ethnicCommunities[{i}].group", EthnicCommunities![i].Group, 20)
                .Text($"ethnicCommunities[{i}].place", EthnicCommunities[i].Place, required: false)
                .Count($"ethnicCommunities[{i}].people", EthnicCommunities[i].People);
        }

        return check;
    }
}

/// <summary>The profile of one year; each update replaces it, the journal keeps the earlier ones.</summary>
public sealed record Profile(ProfileFacts Facts) : TownshipRecord
{
    public static string IdOf(int year) => $"profile.{year:0000}";

    public override string Area => "profile";

    public override Period? On => Period.OfYear(Facts.Year);

    public override string Title => $"{Facts.Year}年基本情况";
}

/// <summary>Sets the profile of a year.</summary>
public sealed record UpdateProfile(ProfileFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Facts.Check().Or(new ProfileUpdated(Profile.IdOf(Facts.Year), Facts));
}

public sealed record ProfileUpdated(string RecordId, ProfileFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new Profile(Facts) { Id = RecordId };
}
