namespace FaZhiCloud.Domain;

/// <summary>The kind of a 乡级 unit: it decides what its party and government organs are called.</summary>
public enum UnitKind
{
    /// <summary>乡.</summary>
    Township,

    /// <summary>民族乡.</summary>
    EthnicTownship,

    /// <summary>镇.</summary>
    Town,

    /// <summary>街道: 党工委 and 办事处.</summary>
    Subdistrict,
}

/// <summary>A township by its names, as titles, addressees and signatures need them.</summary>
/// <param name="Name">大桥瑶族乡.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="County">Full name of the county-level unit above: 鲁山县, 上党区.</param>
/// <param name="City">Full name of the city above; null where there is none.</param>
/// <param name="Province">Full name of the province.</param>
public sealed record Unit(string Name, UnitKind Kind, string County, string? City = null, string? Province = null)
{
    /// <summary>How the unit speaks of itself: 我乡, 我镇, 我街道.</summary>
    public string Self => Kind switch
    {
        UnitKind.Town => "我镇",
        UnitKind.Subdistrict => "我街道",
        _ => "我乡",
    };

    /// <summary>乡, 镇 or 街道.</summary>
    public string Word => Self[1..];

    /// <summary>The organ that signs for the government: 虹桥乡人民政府, 龙城街道办事处.</summary>
    public string Government => Kind == UnitKind.Subdistrict ? $"{Name}办事处" : $"{Name}人民政府";

    /// <summary>The government organ in short: 乡政府, 镇政府, 街道办事处.</summary>
    public string Organ => Kind == UnitKind.Subdistrict ? "街道办事处" : $"{Word}政府";

    /// <summary>The party organ: 中共东和乡委员会, 中共龙城街道工作委员会.</summary>
    public string PartyCommittee => Kind == UnitKind.Subdistrict ? $"中共{Name}工作委员会" : $"中共{Name}委员会";

    /// <summary>县, 区 or 市: the last word of the county's name.</summary>
    public string CountyWord => County[^1..];
}
