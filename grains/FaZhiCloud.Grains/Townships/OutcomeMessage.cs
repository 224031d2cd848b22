using FaZhiCloud.Domain;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Grains;

/// <summary>An <see cref="Outcome"/> on its way back to the gateway.</summary>
public sealed record OutcomeMessage(string Kind, byte[]? Answer = null, bool Replayed = false, IReadOnlyList<Refusal>? Refusals = null)
{
    public static OutcomeMessage Of(Outcome outcome) => outcome switch
    {
        Outcome.Done done => new("done", done.AnswerJson, done.Replayed),
        Outcome.Refused refused => new("refused", Refusals: refused.Refusals),
        Outcome.KeyReused => new("key-reused"),
        _ => new("busy"),
    };

    public Outcome ToOutcome() => Kind switch
    {
        "done" => new Outcome.Done(Answer!, Replayed),
        "refused" => new Outcome.Refused(Refusals!),
        "key-reused" => new Outcome.KeyReused(),
        _ => new Outcome.Busy(),
    };
}
