using System.Globalization;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Grains;

/// <summary>Grain keys with a prefix: keys of hex digits alone would be stored as numbers, and a plus sign would split them.</summary>
public static class GrainKeys
{
    private const string Prefix = "t/";

    public static string Of(TownshipAddress address) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{address.Tenant}/{address.Township}");

    /// <exception cref="FormatException">It is not the key of a township.</exception>
    public static TownshipAddress Parse(string key) => key.Split('/') is ["t", var tenant, var township]
        ? new(Guid.Parse(tenant), Guid.Parse(township))
        : throw new FormatException($"'{key}' is not the key of a township.");
}
