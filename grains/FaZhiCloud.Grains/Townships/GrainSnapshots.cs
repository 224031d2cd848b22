using FaZhiCloud.Domain;
using FaZhiCloud.Townships;
using Orleans.Storage;

namespace FaZhiCloud.Grains;

/// <summary>What the grain storage holds of a township; null before the first snapshot and for one this version cannot read.</summary>
public sealed class StoredSnapshot
{
    public Snapshot? Snapshot { get; set; }
}

/// <summary>A township's snapshots in Orleans' grain storage. Orleans reads it before the grain's first call.</summary>
internal sealed class GrainSnapshots(IPersistentState<StoredSnapshot> stored) : ISnapshots
{
    /// <summary>Rows are keyed by this and the grain's key only: it must be unique in the application.</summary>
    public const string State = "township";

    public const string Storage = "snapshots";

    private bool read;

    public async Task<TownshipState> LoadAsync(CancellationToken cancellationToken)
    {
        if (read)
            await stored.ReadStateAsync(cancellationToken);
        read = true;
        return Take()?.ToState() ?? TownshipState.Empty;
    }

    public async Task SaveAsync(TownshipState state, CancellationToken cancellationToken)
    {
        try
        {
            stored.State = new() { Snapshot = Snapshot.Of(state) };
            await stored.WriteStateAsync(cancellationToken);
        }
        catch (InconsistentStateException)
        {
            // Another activation kept one meanwhile; ours is as good as any. Take its tag for the next time.
            await stored.ReadStateAsync(cancellationToken);
        }
        finally
        {
            Take();
        }
    }

    /// <summary>The storage need not hold on to records that the township has long replaced.</summary>
    private Snapshot? Take()
    {
        var snapshot = stored.State?.Snapshot;
        stored.State = new();
        return snapshot;
    }
}
