using System.Security.Cryptography;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Townships;

/// <summary>
/// One township in memory: load → decide → commit. Not thread-safe by itself: an engine gives it one command at a time.
/// Both engines run this class, so that they cannot differ.
/// </summary>
public sealed class TownshipActor(TownshipAddress address, TownshipJournal journal, TimeProvider time, int snapshotEvery = TownshipActor.DefaultSnapshotEvery)
{
    /// <summary>Events after which a snapshot is taken: bounds what an activation replays.</summary>
    public const int DefaultSnapshotEvery = 200;

    private const int Attempts = 4;

    private TownshipState? state;
    private long snapshotVersion;

    /// <summary>The state in memory; null before the first use and after a commit whose outcome is unknown.</summary>
    public TownshipState? Current => state;

    /// <summary>The state, loaded where it is not in memory.</summary>
    public async ValueTask<TownshipState> StateAsync(CancellationToken cancellationToken)
    {
        if (state is null)
        {
            state = await journal.LoadAsync(address, cancellationToken);
            snapshotVersion = state.Version;
        }

        return state;
    }

    /// <summary>The state as the journal has it, without taking it over: for a read beside a command that is loading.</summary>
    public Task<TownshipState> PeekAsync(CancellationToken cancellationToken) => journal.LoadAsync(address, cancellationToken);

    public async Task<Outcome> ExecuteAsync(CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var before = await StateAsync(cancellationToken);
            var now = Microseconds(time.GetUtcNow());
            var decision = Township.Decide(before, envelope.Command, new Moment(now, envelope.Actor));
            if (decision.IsRefused)
                return await ReplayAsync(envelope, cancellationToken) ?? new Outcome.Refused(decision.Refusals);

            var (after, commit) = Commit.Of(address, before, decision.Events, envelope, now);
            switch (await CommitAsync(commit))
            {
                case CommitResult.Committed:
                    state = after;
                    await SnapshotAsync(cancellationToken);
                    return new Outcome.Done(commit.Answer, Replayed: false);
                case CommitResult.KeyUsed:
                    return await ReplayAsync(envelope, cancellationToken) ?? new Outcome.Busy();
                case CommitResult.VersionConflict:
                    state = null; // another process wrote: load again, decide again
                    break;
            }
        }

        return new Outcome.Busy();
    }

    /// <summary>Writes to the end even when the caller has gone; when the outcome stays unknown, the state is loaded anew.</summary>
    private async Task<CommitResult> CommitAsync(Commit commit)
    {
        try
        {
            return await journal.CommitAsync(commit, CancellationToken.None);
        }
        catch
        {
            state = null;
            throw;
        }
    }

    /// <summary>Stores a snapshot where the journal has grown by enough since the last.</summary>
    private async Task SnapshotAsync(CancellationToken cancellationToken)
    {
        if (state!.Version - snapshotVersion < snapshotEvery)
            return;
        await journal.SaveSnapshotAsync(address, state, time.GetUtcNow(), cancellationToken);
        snapshotVersion = state.Version;
    }

    private async Task<Outcome?> ReplayAsync(CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        if (await journal.FindAnswerAsync(address.Tenant, envelope.Actor, envelope.Key, cancellationToken) is not { } stored)
            return null;
        return CryptographicOperations.FixedTimeEquals(stored.RequestHash, envelope.RequestHash) ? new Outcome.Done(stored.AnswerJson, Replayed: true) : new Outcome.KeyReused();
    }

    /// <summary>PostgreSQL keeps microseconds: what is in memory must equal what is read back.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
}
