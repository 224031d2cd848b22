using System.Text.Json;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Townships;

/// <summary>A township's state as bytes. A snapshot of an unknown format is passed over: the journal has it all.</summary>
public static class Snapshot
{
    /// <summary>Raised whenever the shape of a record changes so that old snapshots cannot be read.</summary>
    public const short Format = 1;

    private sealed record Shape(long Version, int LastNumber, IReadOnlyList<TownshipRecord> Records);

    public static byte[] Write(TownshipState state) =>
        JsonSerializer.SerializeToUtf8Bytes(new Shape(state.Version, state.LastNumber, [.. state.All]), DomainJson.Options);

    public static TownshipState Read(ReadOnlySpan<byte> bytes)
    {
        var shape = JsonSerializer.Deserialize<Shape>(bytes, DomainJson.Options)!;
        return TownshipState.Restore(shape.Version, shape.LastNumber, shape.Records);
    }
}
