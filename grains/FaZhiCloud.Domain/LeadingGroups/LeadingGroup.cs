using System.Collections.Immutable;

namespace FaZhiCloud.Domain;

/// <summary>A member's part in a leading group.</summary>
public enum GroupRole
{
    /// <summary>组长.</summary>
    Head,

    /// <summary>双组长: one of two heads.</summary>
    CoHead,

    /// <summary>副组长.</summary>
    Deputy,

    /// <summary>成员.</summary>
    Member,

    /// <summary>办公室主任.</summary>
    OfficeDirector,
}

/// <summary>A member, by post and, where known, by name; a post may stand for several people (“各村党支部书记”).</summary>
public sealed record GroupMember(GroupRole Role, string Post, string? Name = null);

/// <summary>Who belonged to a leading group from a day on, and why it was changed.</summary>
/// <param name="On">When it was set up or adjusted, as exactly as known.</param>
/// <param name="Members">All members.</param>
/// <param name="Reason">Of an adjustment: 人事变动.</param>
/// <param name="DocumentNumber">发文字号.</param>
public sealed record Composition(Period On, IReadOnlyList<GroupMember> Members, string? Reason = null, string? DocumentNumber = null)
{
    internal Check Check(bool adjustment)
    {
        var check = new Check().During("on", On).Text("reason", Reason, required: adjustment).Text("documentNumber", DocumentNumber, 60, required: false)
            .Length("members", Members.Count)
            .That(Members.Count > 0, "members", "leading_group.empty", "至少有一名组长", "needs at least one head");
        for (var i = 0; i < Math.Min(Members.Count, Domain.Check.ListLength); i++)
            check.Text($"members[{i}].post", Members[i].Post).Text($"members[{i}].name", Members[i].Name, 40, required: false);
        var heads = Members.Count(member => member.Role == GroupRole.Head);
        var coHeads = Members.Count(member => member.Role == GroupRole.CoHead);
        return check
            .That(Members.Count == 0 || heads + coHeads > 0, "members", "leading_group.no_head", "缺少组长", "has no head")
            .That(coHeads is 0 or 2 && !(heads > 0 && coHeads > 0), "members", "leading_group.co_heads", "双组长应为两人，且不再另设组长", "co-heads come as two, without another head");
    }
}

/// <summary>领导小组 with its history; the last composition holds.</summary>
public sealed record LeadingGroup(string Name, ImmutableList<Composition> History, Period? DissolvedOn = null) : TownshipRecord
{
    public override string Area => "leading-groups";

    public override Period? On => History[0].On;

    public override string Title => Name;

    public Composition Current => History[^1];

    /// <summary>The composition that held at the end of a day; null when it did not exist yet.</summary>
    public Composition? At(DateOnly day) => History.LastOrDefault(composition => composition.On.Start <= day);
}

/// <summary>Sets up a leading group. The name is the place's own: 法治建设工作领导小组, 依法行政工作领导小组 …</summary>
public sealed record EstablishLeadingGroup(string Name, Composition Composition) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Composition.Check(adjustment: false).Text("name", Name)
            .That(!state.Of<LeadingGroup>().Any(group => group.Name == Name && group.DissolvedOn is null), "name", "leading_group.exists", $"“{Name}”已存在，请改用“调整”", $"'{Name}' exists already; adjust it instead")
            .Or(() => Decision.Of(new LeadingGroupEstablished(state.NextId("group"), Name, Composition)));
}

/// <summary>Changes who belongs to it, with the reason.</summary>
public sealed record AdjustLeadingGroup(Composition Composition) : RecordCommand<LeadingGroup>
{
    protected override Decision Decide(TownshipState state, LeadingGroup record, Moment moment) =>
        record.DissolvedOn is not null
            ? Decision.Refuse(Refusal.Conflict("leading_group.dissolved", "该领导小组已撤销", "the group is dissolved"))
            : Composition.Check(adjustment: true)
                .That(Composition.On.End >= record.Current.On.Start, "on", "date.reversed", $"调整时间不能早于上一次（{record.Current.On.ToChinese()}）", "must not precede the last composition")
                .Or(new LeadingGroupAdjusted(RecordId, Composition));
}

/// <summary>撤销.</summary>
public sealed record DissolveLeadingGroup(Period On, string Reason) : RecordCommand<LeadingGroup>
{
    protected override Decision Decide(TownshipState state, LeadingGroup record, Moment moment) =>
        record.DissolvedOn is not null
            ? Decision.Refuse(Refusal.Conflict("leading_group.dissolved", "该领导小组已撤销", "the group is dissolved"))
            : new Check().During("on", On).Text("reason", Reason).Or(new LeadingGroupDissolved(RecordId, On, Reason));
}

public sealed record LeadingGroupEstablished(string RecordId, string Name, Composition Composition) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new LeadingGroup(Name, [Composition]) { Id = RecordId };
}

public sealed record LeadingGroupAdjusted(string RecordId, Composition Composition) : RecordChanged<LeadingGroup>(RecordId)
{
    public override string? Why => Composition.Reason;

    protected override TownshipRecord Change(LeadingGroup record, Stamp stamp) => record with { History = record.History.Add(Composition) };
}

public sealed record LeadingGroupDissolved(string RecordId, Period On, string Reason) : RecordChanged<LeadingGroup>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(LeadingGroup record, Stamp stamp) => record with { DissolvedOn = On };
}
