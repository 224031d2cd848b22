using System.Text.Json;

namespace FaZhiCloud.Domain;

/// <summary>A question to one township, answered from its state. Views are plain data, so that they can travel to where the township lives.</summary>
public abstract record View
{
    /// <summary>The answer as JSON, for the way back.</summary>
    public abstract byte[] Answer(TownshipState state);
}

/// <summary>A question with the type of its answer.</summary>
public abstract record View<TResult> : View
{
    public abstract TResult Of(TownshipState state);

    public sealed override byte[] Answer(TownshipState state) => JsonSerializer.SerializeToUtf8Bytes(Of(state), DomainJson.Options);
}

/// <summary>One record as users see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">For If-Match.</param>
/// <param name="Area">Work area.</param>
/// <param name="Kind">Within the area.</param>
/// <param name="Title">One line.</param>
/// <param name="On">When, as written in the API: 2024-03-05, 2024; null where nobody knows.</param>
/// <param name="RecordedAt">When it was entered.</param>
/// <param name="RecordedBy">By whom.</param>
/// <param name="Void">Set when it was declared void.</param>
/// <param name="Data">The record itself.</param>
public sealed record RecordItem(string Id, long Version, string Area, string Kind, string Title, string? On, DateTimeOffset RecordedAt, string RecordedBy, VoidMark? Void, JsonElement Data)
{
    private static readonly string[] Shown = ["$type", "id", "version", "recordedAt", "recordedBy", "void"];

    public static RecordItem Of(TownshipRecord record)
    {
        var whole = JsonSerializer.SerializeToNode(record, DomainJson.Options)!.AsObject();
        foreach (var key in Shown)
            whole.Remove(key);
        return new(record.Id, record.Version, record.Area, record.Kind, record.Title, record.On?.ToString(), record.RecordedAt, record.RecordedBy, record.Void,
            whole.Deserialize<JsonElement>(DomainJson.Options));
    }
}

/// <summary>A page of records, newest last.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Items">This page.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record RecordPage(int Total, IReadOnlyList<RecordItem> Items, string? Next);

/// <summary>The records of an area.</summary>
/// <param name="Area">Key of the area.</param>
/// <param name="Kind">Of one kind only.</param>
/// <param name="Year">Of one year only; records without a date belong to every year.</param>
/// <param name="Search">Whose title contains this.</param>
/// <param name="WithVoid">Void ones, too.</param>
/// <param name="After">Cursor: the id after which the page begins.</param>
/// <param name="Limit">At most so many.</param>
public sealed record RecordsView(string Area, string? Kind = null, int? Year = null, string? Search = null, bool WithVoid = false, string? After = null, int Limit = 100) : View<RecordPage>
{
    public override RecordPage Of(TownshipState state)
    {
        // The cursor's record marks the place even where it has meanwhile been declared void or retitled.
        var all = state.All.Where(record => record.Id == After || Asked(record)).ToList();
        var rest = After is null ? all : [.. all.SkipWhile(record => record.Id != After).Skip(1)];
        var page = rest.Take(Limit).ToList();
        return new(all.Count(Asked), [.. page.Select(RecordItem.Of)], page.Count < rest.Count ? page[^1].Id : null);
    }

    private bool Asked(TownshipRecord record) => record.Area == Area
        && (Kind is null || record.Kind == Kind)
        && (Year is null || record.On is null || record.On.Value.Year == Year)
        && (WithVoid || record.Void is null)
        && (Search is null || record.Title.Contains(Search, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One record; null where there is none.</summary>
public sealed record RecordView(string Id) : View<RecordItem?>
{
    public override RecordItem? Of(TownshipState state) => state.Find(Id) is { } record ? RecordItem.Of(record) : null;
}

/// <summary>How many records an area holds in a year.</summary>
public sealed record AreaCount(string Area, string Kind, int Records);

/// <summary>What a township has in a year, area by area.</summary>
public sealed record Overview(long Version, IReadOnlyList<AreaCount> Areas, IReadOnlyList<int> Years);

public sealed record OverviewView(int Year) : View<Overview>
{
    public override Overview Of(TownshipState state) => new(
        state.Version,
        [.. state.All.Where(record => record.Void is null && (record.On is null || record.On.Value.Year == Year)).GroupBy(record => (record.Area, Kind: record.Area == "ledgers" ? record.Kind : ""))
            .Select(group => new AreaCount(group.Key.Area, group.Key.Kind, group.Count())).OrderBy(count => count.Area, StringComparer.Ordinal).ThenBy(count => count.Kind, StringComparer.Ordinal)],
        [.. state.All.Where(record => record.On is not null).Select(record => record.On!.Value.Year).Distinct().Order()]);
}

/// <summary>The annual report, assembled.</summary>
public sealed record ReportView(ReportRequest Request) : View<ReportDocument>
{
    public override ReportDocument Of(TownshipState state) => ReportAssembler.Assemble(state, Request);
}

/// <summary>The township's version, for a report's ETag.</summary>
public sealed record VersionView : View<long>
{
    public override long Of(TownshipState state) => state.Version;
}
