using FaZhiCloud.Domain;

namespace FaZhiCloud.Townships;

/// <summary>Where one township's snapshots lie. A snapshot only shortens loading: without it the journal is replayed from its beginning.</summary>
public interface ISnapshots
{
    /// <summary>The last snapshot; the empty state where there is none that this version can read.</summary>
    Task<TownshipState> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a later one.</summary>
    Task SaveAsync(TownshipState state, CancellationToken cancellationToken);
}

/// <summary>Snapshots in the journal's own table: those of the embedded engine.</summary>
public sealed class JournalSnapshots(TownshipAddress address, TownshipJournal journal, TimeProvider time) : ISnapshots
{
    public Task<TownshipState> LoadAsync(CancellationToken cancellationToken) => journal.SnapshotAsync(address, cancellationToken);

    public Task SaveAsync(TownshipState state, CancellationToken cancellationToken) => journal.SaveSnapshotAsync(address, state, time.GetUtcNow(), cancellationToken);
}
