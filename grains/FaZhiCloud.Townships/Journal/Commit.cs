using System.Text.Json;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Townships;

/// <summary>All that one command writes, in one transaction.</summary>
public sealed record Commit(
    TownshipAddress Address, long Base, IReadOnlyList<TownshipEvent> Events, DateTimeOffset At, CommandEnvelope Envelope, byte[] Answer,
    IReadOnlyList<TownshipRecord> Records, IReadOnlyList<DueItem> DueItems)
{
    /// <summary>What a decision's events write, and the state after them.</summary>
    public static (TownshipState After, Commit Commit) Of(TownshipAddress address, TownshipState before, IReadOnlyList<TownshipEvent> events, CommandEnvelope envelope, DateTimeOffset at)
    {
        var after = before;
        var touched = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            after = Township.Apply(after, happened, at, envelope.Actor);
            Touch(happened.Subject);
            Touch(happened.Subject is { } subject ? after.Find(subject)?.LinkedId : null);
        }

        var records = touched.Select(after.Find).OfType<TownshipRecord>().ToList();
        var answer = new Answer(events.Count == 1 ? events[0].Subject : null, after.Version, records.Count);
        return (after, new(address, before.Version, events, at, envelope, JsonSerializer.SerializeToUtf8Bytes(answer, DomainJson.Options), records,
            [.. records.SelectMany(record => record.DueItems(after))]));

        void Touch(string? id)
        {
            if (id is not null && known.Add(id))
                touched.Add(id);
        }
    }
}

/// <summary>How a commit ended.</summary>
public enum CommitResult
{
    Committed,

    /// <summary>This actor used the key before.</summary>
    KeyUsed,

    /// <summary>Another writer appended first.</summary>
    VersionConflict,
}
