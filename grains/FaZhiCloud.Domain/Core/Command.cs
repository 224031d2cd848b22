namespace FaZhiCloud.Domain;

/// <summary>The time and the person of a command. Legal dates are days in Asia/Shanghai (UTC+8, no summer time).</summary>
/// <param name="Now">When it is decided.</param>
/// <param name="Actor">Who gave it: the account's name.</param>
public readonly record struct Moment(DateTimeOffset Now, string Actor)
{
    public DateOnly Today => DateOnly.FromDateTime(Now.ToOffset(TimeSpan.FromHours(8)).Date);
}

/// <summary>One wish of one person, addressed to one township.</summary>
public abstract record Command
{
    /// <summary>Pure: from state and moment to events or refusals.</summary>
    protected internal abstract Decision Decide(TownshipState state, Moment moment);
}

/// <summary>A command about a record that exists already.</summary>
public abstract record RecordCommand : Command
{
    /// <summary>The record meant; in the API it stands in the path, never in the body.</summary>
    public string RecordId { get; init; } = "";

    /// <summary>The record's version that the user had seen (If-Match); null when she did not say.</summary>
    public long? SeenVersion { get; init; }
}

/// <summary>A command about a record of a known type: existence, version and being void are checked once, here.</summary>
public abstract record RecordCommand<TRecord> : RecordCommand
    where TRecord : TownshipRecord
{
    protected internal sealed override Decision Decide(TownshipState state, Moment moment)
    {
        if (state.Find(RecordId) is not TRecord record)
            return Decision.Refuse(Refusal.NoSuchRecord(RecordId));
        if (SeenVersion is { } seen && seen != record.Version)
            return Decision.Refuse(new Refusal("record.changed", RefusalKind.Stale, $"该记录已被修改（现为第 {record.Version} 版），请刷新后重试", $"the record has changed since (now version {record.Version}); reload and try again"));
        if (record.Void is not null)
            return Decision.Refuse(Refusal.Conflict("record.void", "该记录已作废，不能再修改", "the record is void and cannot be changed"));
        return Decide(state, record, moment);
    }

    protected abstract Decision Decide(TownshipState state, TRecord record, Moment moment);
}

/// <summary>Declares a record void: it stays readable with its reason, and counts no more.</summary>
/// <param name="Reason">Why.</param>
public sealed record VoidRecord(string Reason) : RecordCommand<TownshipRecord>
{
    protected override Decision Decide(TownshipState state, TownshipRecord record, Moment moment) =>
        new Check().Text("reason", Reason).Or(() => record.RefuseVoid(state) is { } refusal
            ? Decision.Refuse(refusal)
            : Decision.Of(new RecordVoided(RecordId, Reason)));
}
