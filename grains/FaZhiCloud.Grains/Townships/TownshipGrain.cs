using FaZhiCloud.Domain;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Grains;

/// <summary>The thin shell: Orleans gives it one command at a time and a place in the cluster; the actor does the rest.</summary>
public sealed class TownshipGrain : Grain, ITownshipGrain
{
    private readonly TownshipActor actor;

    public TownshipGrain(TownshipJournal journal, TimeProvider time) =>
        actor = new TownshipActor(GrainKeys.Parse(this.GetPrimaryKeyString()), journal, time);

    /// <summary>Loads the state before the first call, so that interleaved reads never load it twice.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await actor.StateAsync(cancellationToken);

    public async Task<Payload> ExecuteAsync(Payload envelope) =>
        Payload.Of(OutcomeMessage.Of(await actor.ExecuteAsync(envelope.Read<CommandEnvelope>(), CancellationToken.None)));

    public async Task<Payload> ReadAsync(Payload view)
    {
        // After a commit whose outcome stayed unknown there is no state: such a read asks the journal and leaves loading to the next command.
        var state = actor.Current ?? await actor.PeekAsync(CancellationToken.None);
        return new(Payload.Current, view.Read<View>().Answer(state));
    }
}
