namespace FaZhiCloud.Domain;

/// <summary>The report block <c>profile</c>: what the township is, as far as the year's profile says.</summary>
internal static class ProfileReport
{
    public static IEnumerable<IReadOnlyList<Run>> Write(ReportContext context, string argument)
    {
        if (context.Of<Profile>().LastOrDefault() is not { } profile)
            yield break;
        var facts = profile.Facts;
        Run? Figure(string key, string name, Quantity? value, string unit) => value is { } known ? context.Figure($"profile.{key}", name, known, unit, [profile], _ => known.ToText(unit)) : null;
        Run? Fact(string key, string name, string? text) => text is null ? null : context.Fact($"profile.{key}", name, text, profile);
        IReadOnlyList<Run> Facts(string key, string name, IReadOnlyList<string>? texts) => Sentence.List((texts ?? []).Select(text => Fact(key, name, text)!));

        var land = new Sentence()
            .Clause("总面积", Figure("area", "总面积", facts.AreaSquareKilometres, "平方公里"))
            .Clause("辖", Figure("villages", "辖村（居）数", facts.Villages, "个"), Fact("villages-unit", "村（居）名称", facts.VillagesUnit) ?? new Run("村（居）"))
            .Clause("包括", Facts("places", "村（居）", facts.NamedPlaces), "等村（居）")
            .Clause("户籍人口", Figure("population", "户籍人口", facts.Population, "人"))
            .Clause("耕地面积", Figure("farmland", "耕地面积", facts.FarmlandMu, "亩"))
            .End();
        var party = new Sentence()
            .Clause("设有", Figure("party-branches", "党（总）支部", facts.PartyBranches, "个"), "党（总）支部")
            .Clause("有党员", Figure("party-members", "党员", facts.PartyMembers, "名"))
            .End();
        var people = new Sentence().Clause("居民以", Fact("main-ethnic-group", "主要民族", facts.MainEthnicGroup), "为主");
        foreach (var community in facts.EthnicCommunities ?? [])
        {
            people.Clause([Fact("ethnic-place", "聚居地", community.Place) ?? new Run("境内"), "居住有", Fact("ethnic-group", "民族", community.Group),
                community.People is null ? new Run("") : Figure($"ethnic-people/{community.Group}", $"{community.Group}人口", community.People, "人")]);
        }

        var economy = new Sentence().Clause("主要产业为", Facts("industries", "主要产业", facts.Industries)).End();
        var staff = new Sentence()
            .Clause($"{context.Unit.Organ}设置", Fact("bodies", "内设机构", facts.InternalBodies))
            .Clause("核定编制", Figure("staff-quota", "核定编制", facts.StaffQuota, "人"))
            .Clause("实有", Figure("staff-actual", "实有人员", facts.StaffActual, "人"))
            .End();
        var projects = new Sentence().Clause("年内重点推进", Facts("projects", "重点项目", facts.KeyProjects), "等项目").End();
        IReadOnlyList<Run> paragraph = [.. land, .. party, .. people.End(), .. economy, .. staff, .. projects];
        if (paragraph.Count > 0)
            yield return [new(context.Unit.Name), .. paragraph];
    }
}
