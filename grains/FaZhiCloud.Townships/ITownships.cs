using FaZhiCloud.Domain;

namespace FaZhiCloud.Townships;

/// <summary>Which township, in which tenant.</summary>
public readonly record struct TownshipAddress(Guid Tenant, Guid Township);

/// <summary>A command with who sent it and the key that makes it count once.</summary>
/// <param name="Command">The wish.</param>
/// <param name="Actor">The account's name.</param>
/// <param name="Key">Idempotency key, unique for this actor.</param>
/// <param name="RequestHash">SHA-256 of the request that carried it: the same key with another request is refused.</param>
public sealed record CommandEnvelope(Command Command, string Actor, string Key, byte[] RequestHash);

/// <summary>What a command that was carried out answers; stored with it, so that a repetition gets the same bytes.</summary>
/// <param name="RecordId">The record it made or changed; null when it touched several.</param>
/// <param name="Version">The township's version after it.</param>
/// <param name="Records">How many records it touched.</param>
public sealed record Answer(string? RecordId, long Version, int Records);

/// <summary>How a command ended.</summary>
public abstract record Outcome
{
    /// <summary>Carried out, now or (replayed) when the key was first used.</summary>
    public sealed record Done(byte[] AnswerJson, bool Replayed) : Outcome;

    /// <summary>Not carried out, nothing stored.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : Outcome;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyReused : Outcome;

    /// <summary>Other writers came first again and again; nothing stored, worth trying again.</summary>
    public sealed record Busy : Outcome;
}

/// <summary>Runs townships: each one as an actor that carries out one command at a time, many side by side.</summary>
public interface ITownships
{
    /// <summary>Carries out a command, or says why not. When it answers <see cref="Outcome.Done"/>, it is on disk.</summary>
    Task<Outcome> ExecuteAsync(TownshipAddress address, CommandEnvelope envelope, CancellationToken cancellationToken = default);

    /// <summary>Looks at a township's state; never older than this process' last answered command.</summary>
    Task<TResult> ReadAsync<TResult>(TownshipAddress address, View<TResult> view, CancellationToken cancellationToken = default);
}
