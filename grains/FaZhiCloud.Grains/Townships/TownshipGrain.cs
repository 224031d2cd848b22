using FaZhiCloud.Domain;
using FaZhiCloud.Townships;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Placement;

namespace FaZhiCloud.Grains;

/// <summary>
/// The thin shell: Orleans gives it one command at a time and a place in the cluster; the actor does the rest.
/// Placed where the fewest activations are: townships cost about the same, their work is the database's, none has reason to stay near another.
/// </summary>
[ActivationCountBasedPlacement]
public sealed class TownshipGrain : Grain, ITownshipGrain
{
    private readonly TownshipActor actor;

    public TownshipGrain(TownshipJournal journal, [PersistentState(GrainSnapshots.State, GrainSnapshots.Storage)] IPersistentState<StoredSnapshot> snapshot, TimeProvider time, ILogger<TownshipGrain> log) =>
        actor = new TownshipActor(GrainKeys.Parse(this.GetPrimaryKeyString()), journal, new GrainSnapshots(snapshot), time, log);

    public Task<Payload> ExecuteAsync(Payload envelope) => AnswerAsync(async () =>
        Payload.Of(OutcomeMessage.Of(await actor.ExecuteAsync(envelope.Read<CommandEnvelope>(), CancellationToken.None))));

    /// <summary>
    /// A silo that was frozen may wake up with a township that lives elsewhere by now, and be asked before it learns of its death. So each
    /// read compares with the journal: one look into an index.
    /// </summary>
    public Task<Payload> ReadAsync(Payload view) => AnswerAsync(async () =>
        new Payload(Payload.Current, view.Read<View>().Answer(await actor.FreshAsync(CancellationToken.None))));

    /// <summary>What the database throws does not travel; the gateway only needs to know that trying again makes sense.</summary>
    private static async Task<Payload> AnswerAsync(Func<Task<Payload>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception e) when (e is NpgsqlException { IsTransient: true } or TimeoutException)
        {
            throw new JournalUnavailableException($"{e.GetType().Name}: {e.Message}");
        }
    }
}

/// <summary>The silo could not reach the database.</summary>
[GenerateSerializer, Alias("fazhi.journal-unavailable")]
public sealed class JournalUnavailableException(string message) : Exception(message);
