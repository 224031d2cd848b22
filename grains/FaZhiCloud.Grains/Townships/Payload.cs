using System.Text.Json;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Grains;

/// <summary>
/// What travels between gateway and silo: JSON of the domain in an envelope with a format number, so that two versions of the product
/// can run side by side during an upgrade.
/// </summary>
[GenerateSerializer, Alias("fazhi.payload")]
public readonly record struct Payload([property: Id(0)] int Format, [property: Id(1)] byte[] Json)
{
    /// <summary>Raised when the JSON changes so that the version before cannot read it.</summary>
    public const int Current = 1;

    public static Payload Of<T>(T value) => new(Current, JsonSerializer.SerializeToUtf8Bytes(value, DomainJson.Options));

    /// <summary>A wish: a member that this version does not know is refused, for it could not be kept.</summary>
    /// <exception cref="NotSupportedException">The other side is of a version that writes another format.</exception>
    public T Read<T>() => Read<T>(DomainJson.Options);

    /// <summary>An answer: a newer silo may say more than this version knows to show.</summary>
    /// <inheritdoc cref="Read{T}()"/>
    public T ReadAnswer<T>() => Read<T>(DomainJson.Lenient);

    private T Read<T>(JsonSerializerOptions options) => Format == Current
        ? JsonSerializer.Deserialize<T>(Json, options)!
        : throw new NotSupportedException($"A payload of format {Format} cannot be read; this version reads {Current}.");
}
