namespace FaZhiCloud.Domain;

/// <summary>When, by whom and why a record was declared void.</summary>
public sealed record VoidMark(DateTimeOffset At, string By, string Reason);

/// <summary>One thing a township has on record. What the user entered is immutable; each change makes a new version.</summary>
public abstract record TownshipRecord
{
    /// <summary>Unique within the township: prefix of the area and a running number, such as <c>cert-12</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Number of the last event about it in the township's journal.</summary>
    public long Version { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public string RecordedBy { get; init; } = "";

    public VoidMark? Void { get; init; }

    /// <summary>The work area's key in the API, such as <c>certificates</c>.</summary>
    public abstract string Area { get; }

    /// <summary>Within the area, such as the ledger's kind; empty where an area has one kind.</summary>
    public virtual string Kind => "";

    /// <summary>When it happened or from when it holds; null where nobody knows.</summary>
    public abstract Period? On { get; }

    /// <summary>One line by which a person recognises it.</summary>
    public abstract string Title { get; }

    /// <summary>What falls due because of it.</summary>
    public virtual IEnumerable<DueItem> DueItems(TownshipState state) => [];

    /// <summary>The other record that this one settles, such as the plan item that a study session fulfils.</summary>
    public virtual string? LinkedId => null;

    /// <summary>Brings the linked record up to date after this one was added, changed or declared void.</summary>
    protected internal virtual TownshipState UpdateLinked(TownshipState state) => state;

    /// <summary>Why it must not be declared void just now; null when it may.</summary>
    public virtual Refusal? RefuseVoid(TownshipState state) => null;
}
