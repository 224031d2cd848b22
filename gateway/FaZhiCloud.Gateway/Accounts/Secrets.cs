using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace FaZhiCloud.Gateway.Accounts;

/// <summary>
/// A secret that is shown once and stored hashed. It says whose it is, so that it is looked up among one tenant's rows. (256 random bits need no
/// slow hash.)
/// </summary>
public sealed record Secret(string Kind, Guid Tenant, Guid Id, string Random)
{
    public const string Refresh = "fzr", Program = "fzp", Invitation = "fzi";

    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Random));

    public static Secret Make(string kind, Guid tenant, Guid id) => new(kind, tenant, id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    public static bool TryParse(string kind, string? text, [NotNullWhen(true)] out Secret? secret)
    {
        secret = text?.Split('_') is [var prefix, { Length: 32 } tenant, { Length: 32 } id, { Length: 64 } random] && prefix == kind
            && Guid.TryParseExact(tenant, "N", out var of) && Guid.TryParseExact(id, "N", out var number) ? new(kind, of, number, random) : null;
        return secret is not null;
    }

    public override string ToString() => $"{Kind}_{Tenant:N}_{Id:N}_{Random}";
}

/// <summary>Time-based one-time passwords: RFC 6238 with SHA-1, six digits, thirty seconds, as authenticator apps know them.</summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / 30;

    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // Prescribed by RFC 6238; HMAC does not need collision resistance.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return $"{number % 1_000_000:D6}";
    }

    /// <summary>The step of a code that is good now, one step early or late; null when it is not. Each step counts once: what is at or before <paramref name="last"/> is spent.</summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now, long last)
    {
        var present = StepAt(now);
        long? found = null;
        foreach (var step in new[] { present - 1, present, present + 1 })
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.UTF8.GetBytes(code)) && step > last)
                found = step;
        }

        return found;
    }

    public static string ToBase32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++)
                value = value << 1 | (i / 8 < bytes.Length ? bytes[i / 8] >> (7 - i % 8) & 1 : 0);
            text.Append(Base32[value]);
        }

        return text.ToString();
    }
}
