namespace FaZhiCloud.Domain;

/// <summary>Where an event stands in the township's journal: its number, time and author.</summary>
public readonly record struct Stamp(long Version, DateTimeOffset At, string Actor);

/// <summary>Something that happened in a township. Its class name, in kebab case, is its name in the journal for ever.</summary>
public abstract record TownshipEvent
{
    /// <summary>The record it is about; null when it is about the township itself.</summary>
    public virtual string? Subject => null;

    /// <summary>Why, where the person said so.</summary>
    public virtual string? Why => null;

    /// <summary>Pure: the state after it.</summary>
    protected internal abstract TownshipState Apply(TownshipState state, Stamp stamp);
}

/// <summary>An event about one record.</summary>
/// <param name="RecordId">The record.</param>
public abstract record RecordEvent(string RecordId) : TownshipEvent
{
    public sealed override string Subject => RecordId;
}

/// <summary>A record came to be.</summary>
public abstract record RecordAdded(string RecordId) : RecordEvent(RecordId)
{
    protected abstract TownshipRecord Create();

    protected internal sealed override TownshipState Apply(TownshipState state, Stamp stamp) =>
        state.WithLinked(Create() with { Version = stamp.Version, RecordedAt = stamp.At, RecordedBy = stamp.Actor });
}

/// <summary>A record changed.</summary>
public abstract record RecordChanged<TRecord>(string RecordId) : RecordEvent(RecordId)
    where TRecord : TownshipRecord
{
    protected abstract TownshipRecord Change(TRecord record, Stamp stamp);

    protected internal sealed override TownshipState Apply(TownshipState state, Stamp stamp) =>
        state.WithLinked(Change((TRecord)state.Get(RecordId), stamp) with { Version = stamp.Version });
}

/// <summary>See <see cref="VoidRecord"/>.</summary>
public sealed record RecordVoided(string RecordId, string Reason) : RecordChanged<TownshipRecord>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(TownshipRecord record, Stamp stamp) =>
        record with { Void = new VoidMark(stamp.At, stamp.Actor, Reason) };
}
