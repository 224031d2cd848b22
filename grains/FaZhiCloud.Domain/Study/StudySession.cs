namespace FaZhiCloud.Domain;

/// <summary>One study session, or a tally of several that were only counted.</summary>
/// <param name="On">The day; or the period that a tally covers.</param>
/// <param name="Kind">How.</param>
/// <param name="Sessions">How many, 次; null means one, or where a tally does not say, unknown.</param>
/// <param name="Topics">专题.</param>
/// <param name="Laws">Names of laws without 《》.</param>
/// <param name="Attendance">参加人次.</param>
/// <param name="Host">主持人 or who organised it.</param>
/// <param name="Means">Platforms and means: 学习强国.</param>
/// <param name="PlanItemId">The plan item that it fulfils.</param>
/// <param name="Source">Where a tally's count comes from; required for a tally.</param>
public sealed record StudySessionFacts(
    Period On,
    StudyKind Kind,
    Quantity? Sessions = null,
    IReadOnlyList<string>? Topics = null,
    IReadOnlyList<string>? Laws = null,
    Quantity? Attendance = null,
    string? Host = null,
    IReadOnlyList<string>? Means = null,
    string? PlanItemId = null,
    string? Source = null)
{
    /// <summary>Counted elsewhere, not held on one day.</summary>
    public bool IsTally => !On.IsDay || Sessions is not null and not { Value: 1, Qualifier: Qualifier.Exact };

    /// <summary>Sessions that count: one for a session on a day, the tally's figure otherwise, null where nobody counted.</summary>
    public Quantity? Counted => Sessions ?? (On.IsDay ? 1 : null);

    internal Check Check(TownshipState state) => new Check().During("on", On).Count("sessions", Sessions).Count("attendance", Attendance)
        .Texts("topics", Topics).Texts("laws", Laws).Texts("means", Means).Text("host", Host, 60, required: false)
        .Text("source", Source, required: IsTally)
        .That(PlanItemId is null || state.Find(PlanItemId) is StudyPlanItem { Void: null }, "planItemId", "record.missing", $"没有编号为“{PlanItemId}”的学法计划", $"there is no plan item '{PlanItemId}'");
}

public sealed record StudySession(StudySessionFacts Facts) : TownshipRecord
{
    public override string Area => "study-sessions";

    public override string Kind => Facts.Kind.ToString();

    public override Period? On => Facts.On;

    public override string Title => Facts.Topics is [var topic, ..] ? topic : Facts.Laws is [var law, ..] ? $"学习《{law}》" : $"{StudyWording.NameOf(Facts.Kind)}{Facts.Counted?.ToText("次")}";

    public override string? LinkedId => Facts.PlanItemId;

    protected internal override TownshipState UpdateLinked(TownshipState state)
    {
        if (Facts.PlanItemId is null || state.Find(Facts.PlanItemId) is not StudyPlanItem item)
            return state;
        var without = item.HeldBy.Remove(Id);
        return state.With(item with { HeldBy = Void is null ? without.Add(Id) : without, Version = Version });
    }
}

/// <summary>Records a session, or a tally.</summary>
public sealed record RecordStudySession(StudySessionFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Facts.Check(state).Or(() => Decision.Of(new StudySessionRecorded(state.NextId("session"), Facts)));
}

/// <summary>Corrects a session; the plan item it fulfils stays as it was.</summary>
public sealed record CorrectStudySession(StudySessionFacts Facts, string Reason) : RecordCommand<StudySession>
{
    protected override Decision Decide(TownshipState state, StudySession record, Moment moment) =>
        Facts.Check(state).Text("reason", Reason)
            .That(Facts.PlanItemId == record.Facts.PlanItemId, "planItemId", "study.plan_item_fixed", "更正不能改变所对应的计划项；请作废后重新登记", "a correction cannot move it to another plan item; void it and record it anew")
            .Or(new StudySessionCorrected(RecordId, Facts, Reason));
}

public sealed record StudySessionRecorded(string RecordId, StudySessionFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new StudySession(Facts) { Id = RecordId };
}

public sealed record StudySessionCorrected(string RecordId, StudySessionFacts Facts, string Reason) : RecordChanged<StudySession>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(StudySession record, Stamp stamp) => record with { Facts = Facts };
}
