namespace FaZhiCloud.Domain;

/// <summary>The report block <c>leading-groups</c>: each group that stood on the cut-off day, with who belongs to it.</summary>
internal static class LeadingGroupReport
{
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string argument)
    {
        List<Run> paragraph = [.. context.State.Of<LeadingGroup>()
            .Where(group => group.DissolvedOn is not { } dissolved || dissolved.Start > context.CutOff)
            .SelectMany(group => group.At(context.CutOff) is { } composition ? Write(context, group, composition) : [])];
        return paragraph.Count > 0 ? [paragraph] : [];
    }

    private static IReadOnlyList<Run> Write(ReportContext context, LeadingGroup group, Composition composition)
    {
        Run Fact(string key, string name, string text) => context.Fact($"leading-groups.{key}/{group.Id}", name, text, group);
        var sentence = new Sentence();
        var thisYear = composition.On.Year == context.Year;
        if (thisYear && composition.Reason is { } reason)
            sentence.Clause("结合", Fact("reason", "调整原因", reason), "实际").Clause(Sentence.Self, "及时调整", Fact("name", "领导小组", group.Name));
        else if (thisYear && composition == group.History[0])
            sentence.Clause(Sentence.Self, "成立", Fact("name", "领导小组", group.Name));
        else
            sentence.Clause(Sentence.Self, "设有", Fact("name", "领导小组", group.Name));
        sentence.Clause(composition.DocumentNumber is { } number ? new object[] { "印发", Fact("document", "发文字号", number) } : [null!]);
        foreach (var (role, words) in new[] { (GroupRole.Head, "任组长"), (GroupRole.CoHead, "任双组长"), (GroupRole.Deputy, "任副组长"), (GroupRole.Member, "为成员"), (GroupRole.OfficeDirector, "任办公室主任") })
        {
            var members = composition.Members.Where(member => member.Role == role).Select(member => Fact("member", LeadingGroupWording.NameOf(role), $"{member.Post}{member.Name}")).ToList();
            sentence.Clause(role is GroupRole.Head or GroupRole.CoHead ? "由" : "", Sentence.List(members), words);
        }

        return sentence.End();
    }
}

/// <summary>What the parts in a leading group are called.</summary>
public static class LeadingGroupWording
{
    public static string NameOf(GroupRole role) => role switch
    {
        GroupRole.Head => "组长",
        GroupRole.CoHead => "双组长",
        GroupRole.Deputy => "副组长",
        GroupRole.Member => "成员",
        GroupRole.OfficeDirector => "办公室主任",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
