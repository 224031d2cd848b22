using System.Text.Json;
using FaZhiCloud.Domain;
using FaZhiCloud.Townships;
using Orleans.Storage;

namespace FaZhiCloud.Grains;

/// <summary>
/// Grain storage as JSON of the domain in an envelope with a format number: <c>{"format":1,"state":…}</c>. No CLR names, so that code can
/// move; a format of another version reads as nothing, and the journal is replayed instead.
/// </summary>
public sealed class VersionedJson : IGrainStorageSerializer
{
    private sealed record Envelope(short Format, JsonElement State);

    public BinaryData Serialize<T>(T? input) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new Envelope(Snapshot.Format, JsonSerializer.SerializeToElement(input, DomainJson.Options)), DomainJson.Options));

    public T Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<Envelope>(input, DomainJson.Options) is { Format: Snapshot.Format } envelope ? envelope.State.Deserialize<T>(DomainJson.Options)! : default!;
}
