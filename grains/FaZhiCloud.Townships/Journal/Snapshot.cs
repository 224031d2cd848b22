using System.Text.Json;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Townships;

/// <summary>A township's state as it is stored. A snapshot of an unknown format is passed over: the journal has it all.</summary>
/// <param name="Version">The journal's version that it includes.</param>
/// <param name="LastNumber">The last number given to a record.</param>
/// <param name="Records">All records, void ones included.</param>
public sealed record Snapshot(long Version, int LastNumber, IReadOnlyList<TownshipRecord> Records)
{
    /// <summary>Raised whenever the shape of a record changes so that old snapshots cannot be read.</summary>
    public const short Format = 1;

    public static Snapshot Of(TownshipState state) => new(state.Version, state.LastNumber, [.. state.All]);

    public TownshipState ToState() => TownshipState.Restore(Version, LastNumber, Records);

    public static byte[] Write(TownshipState state) => JsonSerializer.SerializeToUtf8Bytes(Of(state), DomainJson.Options);

    public static TownshipState Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<Snapshot>(bytes, DomainJson.Options)!.ToState();
}
