namespace FaZhiCloud.Gateway.Http;

/// <summary>A page of a list.</summary>
/// <param name="Total">How many there are in all; null where counting would cost too much.</param>
/// <param name="Items">This page.</param>
/// <param name="Next">Cursor for <c>after</c>; null at the end.</param>
public sealed record Page<T>(int? Total, IReadOnlyList<T> Items, string? Next);

/// <summary>Limits of a page's size.</summary>
public static class Paging
{
    public const int Default = 50, Most = 200;

    /// <summary>The size asked for, or the problem when it is out of bounds.</summary>
    public static IResult? Check(int? limit) => limit is null or (>= 1 and <= Most)
        ? null
        : Problems.Of(422, "limit.out_of_range", $"limit：应在 1 至 {Most} 之间", $"limit: must lie between 1 and {Most}", new FieldError("limit", "limit.out_of_range", $"应在 1 至 {Most} 之间", $"must lie between 1 and {Most}"));

    /// <summary>The problem when a year is out of bounds.</summary>
    public static IResult? CheckYear(int? year) => new Domain.Check().Year("year", year ?? 2000) is { Holds: false } check ? Problems.Of(check.Refusals) : null;
}
