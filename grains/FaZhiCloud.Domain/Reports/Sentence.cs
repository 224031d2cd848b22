using System.Text.RegularExpressions;

namespace FaZhiCloud.Domain;

/// <summary>A {placeholder} of a pattern.</summary>
/// <param name="Field">What it stands for.</param>
/// <param name="Wrap">Marks around each item: <c>{laws:《》}</c>.</param>
/// <param name="IfZero">Words that stand for a recorded zero: <c>{problems=未发现问题}</c>; any other value counts as missing.</param>
/// <param name="Required">A missing value shows a gap instead of dropping the clause: <c>{cause!}</c>.</param>
public readonly record struct Placeholder(string Field, (char Open, char Close)? Wrap = null, string? IfZero = null, bool Required = false)
{
    internal static Placeholder Parse(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var zero ? new(text[..zero], IfZero: text[(zero + 1)..])
        : text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? new(text[..colon], (text[^2], text[^1]))
        : text.EndsWith('!') ? new(text[..^1], Required: true)
        : new(text);
}

/// <summary>
/// Builds one sentence of clauses; a clause that lacks a value is left out, so that nothing is ever invented. A pattern is a clause with
/// {placeholders}; <c>[…]</c> is left out by itself when it lacks a value; <c>A|B</c> is the first of the two that has its values;
/// a clause follows a comma, unless it begins with ； or 。.
/// </summary>
public sealed partial class Sentence
{
    /// <summary>Stands for 我乡, 我镇 or 我街道: the assembler prints it once in each section and leaves out the others.</summary>
    internal const string Self = "\uE000";

    private readonly List<Run> runs = [];

    public bool IsEmpty => runs.Count == 0;

    /// <summary>How many clauses it has.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a clause: plain words and traced runs in order. Null stands for a missing value and drops the clause.</summary>
    public Sentence Clause(params IEnumerable<object?> parts)
    {
        var clause = new List<Run>();
        foreach (var part in parts)
        {
            switch (part)
            {
                case string words:
                    clause.Add(new(words));
                    break;
                case Run run:
                    clause.Add(run);
                    break;
                case IReadOnlyList<Run> { Count: > 0 } several:
                    clause.AddRange(several);
                    break;
                default:
                    return this;
            }
        }

        return Add("，", clause);
    }

    /// <summary>Adds clauses by pattern: <c>发放宣传资料{materials}</c>. An empty list from <paramref name="value"/> means that there is none.</summary>
    public Sentence Clauses(IEnumerable<string> patterns, Func<Placeholder, IReadOnlyList<Run>> value)
    {
        foreach (var pattern in patterns)
        {
            var marked = pattern[0] is '。' or '；';
            foreach (var alternative in pattern[(marked ? 1 : 0)..].Split('|'))
            {
                if (Fill(alternative, value) is not { Count: > 0 } clause)
                    continue;
                Add(marked ? pattern[..1] : "，", clause);
                break;
            }
        }

        return this;
    }

    private Sentence Add(string mark, List<Run> clause)
    {
        if (runs.Count > 0)
            runs.Add(new(mark));
        runs.AddRange(clause);
        Length++;
        return this;
    }

    /// <summary>The runs of a pattern; null when a value is missing outside of […].</summary>
    private static List<Run>? Fill(string pattern, Func<Placeholder, IReadOnlyList<Run>> value)
    {
        var filled = new List<Run>();
        var at = 0;
        foreach (Match match in Piece().Matches(pattern))
        {
            if (match.Index > at)
                filled.Add(new(pattern[at..match.Index]));
            at = match.Index + match.Length;
            if (match.Groups["optional"] is { Success: true } optional)
                filled.AddRange(Fill(optional.Value, value) ?? []);
            else if (value(Placeholder.Parse(match.Groups["field"].Value)) is { Count: > 0 } found)
                filled.AddRange(found);
            else
                return null;
        }

        if (at < pattern.Length)
            filled.Add(new(pattern[at..]));
        return filled;
    }

    /// <summary>The finished sentence with its full stop, neighbouring plain words joined; nothing when no clause had its values.</summary>
    public IReadOnlyList<Run> End(string mark = "。")
    {
        if (IsEmpty)
            return [];
        var joined = new List<Run>();
        foreach (var run in runs.Append(new(mark)).Where(run => run.Text.Length > 0))
        {
            if (joined.Count > 0 && joined[^1] is { Trace: null, Gap: false } last && run is { Trace: null, Gap: false })
                joined[^1] = new(last.Text + run.Text);
            else
                joined.Add(run);
        }

        return joined;
    }

    /// <summary>
    /// Runs with 、 between them (； for prose); wrapped items stand side by side, as GB/T 15834 has it.
    /// One that brings its marks along gets no second pair; where an item has a 、 of its own, 以及 tells the last from the rest.
    /// </summary>
    public static IReadOnlyList<Run> List(IEnumerable<Run> items, (char Open, char Close)? wrap = null, string mark = "、")
    {
        var all = items.ToList();
        var nested = mark == "、" && all.Any(item => item.Text.Contains('、', StringComparison.Ordinal));
        var list = new List<Run>();
        foreach (var item in all)
        {
            if (list.Count > 0 && wrap is null)
                list.Add(new(nested && item == all[^1] ? "以及" : mark));
            if (wrap is var (open, close) && !(item.Text.StartsWith(open) && item.Text.EndsWith(close)))
                list.AddRange([new($"{open}"), item, new($"{close}")]);
            else
                list.Add(item);
        }

        return list;
    }

    [GeneratedRegex(@"\[(?<optional>[^\[\]]+)\]|\{(?<field>[^{}]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Piece();
}
