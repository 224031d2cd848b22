using FaZhiCloud.Domain;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Grains;

/// <summary>The engine for a cluster: the same port as the embedded engine, over grains.</summary>
public sealed class OrleansTownships(IGrainFactory grains) : ITownships
{
    public async Task<Outcome> ExecuteAsync(TownshipAddress address, CommandEnvelope envelope, CancellationToken cancellationToken = default)
    {
        var answer = await Grain(address).ExecuteAsync(Payload.Of(envelope)).WaitAsync(cancellationToken);
        return answer.Read<OutcomeMessage>().ToOutcome();
    }

    public async Task<TResult> ReadAsync<TResult>(TownshipAddress address, View<TResult> view, CancellationToken cancellationToken = default) =>
        (await Grain(address).ReadAsync(Payload.Of<View>(view)).WaitAsync(cancellationToken)).Read<TResult>();

    private ITownshipGrain Grain(TownshipAddress address) => grains.GetGrain<ITownshipGrain>(GrainKeys.Of(address));
}
