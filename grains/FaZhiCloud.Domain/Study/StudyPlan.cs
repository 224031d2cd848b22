using System.Collections.Immutable;

namespace FaZhiCloud.Domain;

/// <summary>How people studied.</summary>
public enum StudyKind
{
    /// <summary>领导班子集体学法.</summary>
    LeadershipStudy,

    /// <summary>理论学习中心组学法.</summary>
    CentralGroup,

    /// <summary>专题法治学习会议.</summary>
    TopicMeeting,

    /// <summary>专题学法活动.</summary>
    TopicActivity,

    /// <summary>干部职工集中学法.</summary>
    StaffStudy,

    /// <summary>会前学法.</summary>
    BeforeMeeting,

    /// <summary>机关党员干部晨会学法.</summary>
    MorningMeeting,

    /// <summary>法律知识讲座.</summary>
    Lecture,

    /// <summary>干部职工法治培训.</summary>
    StaffTraining,

    /// <summary>行政执法业务培训.</summary>
    EnforcementTraining,

    /// <summary>网络学法: 学习强国、学法考法平台.</summary>
    Online,

    /// <summary>旁听庭审.</summary>
    CourtHearing,
}

/// <summary>What is planned.</summary>
/// <param name="Due">The month, quarter or day by whose end it is to be held.</param>
/// <param name="Kind">How.</param>
/// <param name="Topic">What about.</param>
/// <param name="Host">Who holds it.</param>
public sealed record StudyPlanItemFacts(Period Due, StudyKind Kind, string Topic, string? Host = null)
{
    internal Check Check() => new Check().During("due", Due).Text("topic", Topic).Text("host", Host, 60, required: false);
}

/// <summary>One item of the 学法计划. It is settled as long as at least one session that counts names it.</summary>
public sealed record StudyPlanItem(StudyPlanItemFacts Facts, ImmutableList<string> HeldBy) : TownshipRecord
{
    public override string Area => "study-plan";

    public override Period? On => Facts.Due;

    public override string Title => $"{Facts.Due.ToChinese()}：{Facts.Topic}";

    public override IEnumerable<DueItem> DueItems(TownshipState state) =>
    [
        new(Id, Id, "study-plan", Rules.StudyPlan, $"学法计划“{Facts.Topic}”到期", Facts.Due.End, new Moment(RecordedAt, "").Today, HeldBy.IsEmpty && Void is null),
    ];
}

/// <summary>Puts an item on the study plan.</summary>
public sealed record PlanStudy(StudyPlanItemFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Facts.Check().Or(() => Decision.Of(new StudyPlanned(state.NextId("plan"), Facts)));
}

/// <summary>Moves or rewords a plan item.</summary>
public sealed record ChangeStudyPlan(StudyPlanItemFacts Facts, string Reason) : RecordCommand<StudyPlanItem>
{
    protected override Decision Decide(TownshipState state, StudyPlanItem record, Moment moment) =>
        Facts.Check().Text("reason", Reason).Or(new StudyPlanChanged(RecordId, Facts, Reason));
}

public sealed record StudyPlanned(string RecordId, StudyPlanItemFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new StudyPlanItem(Facts, []) { Id = RecordId };
}

public sealed record StudyPlanChanged(string RecordId, StudyPlanItemFacts Facts, string Reason) : RecordChanged<StudyPlanItem>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(StudyPlanItem record, Stamp stamp) => record with { Facts = Facts };
}
