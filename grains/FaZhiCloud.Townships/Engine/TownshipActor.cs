using System.Security.Cryptography;
using FaZhiCloud.Domain;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaZhiCloud.Townships;

/// <summary>
/// One township in memory: load → decide → commit. Not thread-safe by itself: an engine gives it one command at a time.
/// Both engines run this class, so that they cannot differ.
/// </summary>
/// <param name="address">Which township.</param>
/// <param name="journal">The truth.</param>
/// <param name="snapshots">What shortens loading.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where a snapshot that could not be kept is told.</param>
/// <param name="snapshotEvery">Events between snapshots.</param>
public sealed partial class TownshipActor(
    TownshipAddress address, TownshipJournal journal, ISnapshots snapshots, TimeProvider time, ILogger log, int snapshotEvery = TownshipActor.DefaultSnapshotEvery)
{
    /// <summary>Events after which a snapshot is taken: bounds what an activation replays.</summary>
    public const int DefaultSnapshotEvery = 200;

    private const int Attempts = 4;

    /// <summary>With snapshots in the journal's own table.</summary>
    public TownshipActor(TownshipAddress address, TownshipJournal journal, TimeProvider time, int snapshotEvery = DefaultSnapshotEvery, ILogger? log = null)
        : this(address, journal, new JournalSnapshots(address, journal, time), time, log ?? NullLogger.Instance, snapshotEvery)
    {
    }

    private TownshipState? state;
    private long snapshotVersion;

    /// <summary>The state in memory; null before the first use and after a commit whose outcome is unknown.</summary>
    public TownshipState? Current => state;

    /// <summary>The state, loaded where it is not in memory.</summary>
    public async ValueTask<TownshipState> StateAsync(CancellationToken cancellationToken)
    {
        if (state is null)
        {
            state = await LoadAsync(cancellationToken);
        }

        return state;
    }

    private async Task<TownshipState> LoadAsync(CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LoadAsync(cancellationToken);
        snapshotVersion = snapshot.Version;
        return await journal.ReplayAsync(address, snapshot, cancellationToken);
    }

    /// <summary>
    /// The state, not older than the journal is at this moment: for an engine in which another process may have taken the township over
    /// without this one knowing (a machine that was frozen and woke up). Safe beside a command that is being carried out.
    /// </summary>
    public async Task<TownshipState> FreshAsync(CancellationToken cancellationToken)
    {
        if (state is not { } known)
            return await LoadAsync(cancellationToken);
        if (await journal.VersionAsync(address, cancellationToken) <= known.Version)
            return known;
        var fresh = await journal.ReplayAsync(address, known, cancellationToken);
        if (ReferenceEquals(state, known))
            state = fresh; // a command under way either wrote these events itself or will meet a version conflict
        return fresh;
    }

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
        try
        {
            await snapshots.SaveAsync(state, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The command is on disk already; the next snapshot is tried after as many events again.
            SnapshotNotKept(e, state.Version);
        }

        snapshotVersion = state.Version;
    }

    [LoggerMessage(LogLevel.Warning, "A township's snapshot at version {Version} could not be kept; the journal has it all")]
    private partial void SnapshotNotKept(Exception e, long version);

    private async Task<Outcome?> ReplayAsync(CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        if (await journal.FindAnswerAsync(address.Tenant, envelope.Actor, envelope.Key, cancellationToken) is not { } stored)
            return null;
        return CryptographicOperations.FixedTimeEquals(stored.RequestHash, envelope.RequestHash) ? new Outcome.Done(stored.AnswerJson, Replayed: true) : new Outcome.KeyReused();
    }

    /// <summary>PostgreSQL keeps microseconds: what is in memory must equal what is read back.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
}
