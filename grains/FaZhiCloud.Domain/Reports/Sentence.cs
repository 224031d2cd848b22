using System.Text.RegularExpressions;

namespace FaZhiCloud.Domain;

/// <summary>Builds one sentence of clauses; a clause that lacks a value is left out, so that nothing is ever invented.</summary>
public sealed partial class Sentence
{
    private readonly List<Run> runs = [];

    public bool IsEmpty => runs.Count == 0;

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

        if (runs.Count > 0)
            runs.Add(new("，"));
        runs.AddRange(clause);
        return this;
    }

    /// <summary>Adds clauses by pattern: <c>发放宣传资料{materials}</c>; <c>{laws:《》}</c> wraps each item.</summary>
    public Sentence Clauses(IEnumerable<string> patterns, Func<string, (char Open, char Close)?, IReadOnlyList<Run>> value)
    {
        foreach (var pattern in patterns)
        {
            Clause(Placeholder().Split(pattern).Select((piece, i) => i % 2 == 0
                ? piece.Length == 0 ? (object?)new List<Run> { new("") } : piece
                : value(piece.Split(':')[0], piece.Contains(':', StringComparison.Ordinal) ? (piece[^2], piece[^1]) : null)));
        }

        return this;
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

    /// <summary>Runs with 、 between them; wrapped items stand side by side, as GB/T 15834 has it.</summary>
    public static IReadOnlyList<Run> List(IEnumerable<Run> items, (char Open, char Close)? wrap = null)
    {
        var list = new List<Run>();
        foreach (var item in items)
        {
            if (list.Count > 0 && wrap is null)
                list.Add(new("、"));
            if (wrap is var (open, close))
                list.AddRange([new($"{open}"), item, new($"{close}")]);
            else
                list.Add(item);
        }

        return list;
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholder();
}
