using Orleans.Concurrency;

namespace FaZhiCloud.Grains;

/// <summary>A township on the cluster. Its key is <see cref="GrainKeys.Of"/>.</summary>
[Alias("fazhi.township")]
public interface ITownshipGrain : IGrainWithStringKey
{
    /// <summary>Carries out a <c>CommandEnvelope</c> and answers an <see cref="OutcomeMessage"/>.</summary>
    [Alias("execute")]
    Task<Payload> ExecuteAsync(Payload envelope);

    /// <summary>Answers a <c>View</c> with the JSON of its result. Reads run beside a command that is being written.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<Payload> ReadAsync(Payload view);
}
