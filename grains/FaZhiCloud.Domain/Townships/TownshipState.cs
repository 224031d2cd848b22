using System.Collections.Immutable;

namespace FaZhiCloud.Domain;

/// <summary>
/// All that a township has on record, immutable: every event makes a new one that shares what did not change.
/// It is what an actor holds in memory and what a snapshot stores.
/// </summary>
public sealed record TownshipState
{
    public static readonly TownshipState Empty = new();

    /// <summary>Number of the last event applied; 0 before the first.</summary>
    public long Version { get; init; }

    /// <summary>The highest running number given to a record.</summary>
    public int LastNumber { get; init; }

    private ImmutableDictionary<string, TownshipRecord> Records { get; init; } = ImmutableDictionary<string, TownshipRecord>.Empty;

    /// <summary>Certificate numbers in use, each with its record: kept so that a duplicate is found without a walk.</summary>
    private ImmutableDictionary<string, string> CertificateNumbers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public int RecordCount => Records.Count;

    /// <summary>All records, in the order they were entered.</summary>
    public IEnumerable<TownshipRecord> All => Records.Values.OrderBy(record => NumberOf(record.Id)).ThenBy(record => record.Id, StringComparer.Ordinal);

    /// <summary>The records of a type that count: not void, in the order they were entered.</summary>
    public IEnumerable<T> Of<T>()
        where T : TownshipRecord => Records.Values.OfType<T>().Where(record => record.Void is null).OrderBy(record => NumberOf(record.Id)).ThenBy(record => record.Id, StringComparer.Ordinal);

    public TownshipRecord? Find(string id) => Records.GetValueOrDefault(id);

    public TownshipRecord Get(string id) => Records[id];

    /// <summary>The record that uses a certificate number; null when it is free.</summary>
    public string? HolderOfNumber(string number) => CertificateNumbers.GetValueOrDefault(number);

    /// <summary>The id that the next record of an area gets.</summary>
    public string NextId(string prefix) => $"{prefix}-{LastNumber + 1}";

    internal TownshipState With(TownshipRecord record) => this with
    {
        Records = Records.SetItem(record.Id, record),
        LastNumber = Math.Max(LastNumber, NumberOf(record.Id)),
        CertificateNumbers = record is Certificate certificate ? certificate.Numbers(CertificateNumbers) : CertificateNumbers,
    };

    internal TownshipState WithLinked(TownshipRecord record) => record.UpdateLinked(With(record));

    /// <summary>A state out of a snapshot.</summary>
    public static TownshipState Restore(long version, int lastNumber, IEnumerable<TownshipRecord> records) =>
        records.Aggregate(Empty, (state, record) => state.With(record)) with { Version = version, LastNumber = lastNumber };

    /// <summary>The running number in <c>cert-12</c>; records of which there is one a year carry none: <c>profile.2023</c>.</summary>
    private static int NumberOf(string id) =>
        id.LastIndexOf('-') is >= 0 and var dash && int.TryParse(id.AsSpan(dash + 1), out var number) ? number : 0;
}
