using FaZhiCloud.Domain;
using FaZhiCloud.Townships;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Outcome = FaZhiCloud.Townships.Outcome;

namespace FaZhiCloud.Grains;

/// <summary>
/// The engine for a cluster: the same port as the embedded engine, over grains. A call that met a dying silo is repeated, which is safe
/// because a command counts once by its key and a read changes nothing; the budget bounds how many are.
/// </summary>
public sealed partial class OrleansTownships : ITownships
{
    /// <summary>After so long a call is given up: dead silos are noticed within <see cref="ClusterTimes"/>' ten seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IGrainFactory grains;
    private readonly ILogger log;
    private readonly RetryBudget budget = new();
    private readonly ResiliencePipeline<Payload> pipeline;

    public OrleansTownships(IGrainFactory grains, TimeProvider time, ILogger<OrleansTownships> log)
    {
        (this.grains, this.log) = (grains, log);
        pipeline = new ResiliencePipelineBuilder<Payload> { TimeProvider = time }
            .AddTimeout(Patience)
            .AddRetry(new RetryStrategyOptions<Payload>
            {
                MaxRetryAttempts = 40,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromSeconds(1),
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } e && IsPassing(e, attempt.Context.CancellationToken) && budget.TrySpend()),
                OnRetry = attempt =>
                {
                    Repeating(attempt.Outcome.Exception!.GetType().Name, attempt.AttemptNumber + 1);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    public async Task<Outcome> ExecuteAsync(TownshipAddress address, CommandEnvelope envelope, CancellationToken cancellationToken = default)
    {
        var payload = Payload.Of(envelope);
        return (await CallAsync(address, grain => grain.ExecuteAsync(payload), cancellationToken)).ReadAnswer<OutcomeMessage>().ToOutcome();
    }

    public async Task<TResult> ReadAsync<TResult>(TownshipAddress address, View<TResult> view, CancellationToken cancellationToken = default)
    {
        var payload = Payload.Of<View>(view);
        return (await CallAsync(address, grain => grain.ReadAsync(payload), cancellationToken)).ReadAnswer<TResult>();
    }

    private async Task<Payload> CallAsync(TownshipAddress address, Func<ITownshipGrain, Task<Payload>> call, CancellationToken cancellationToken)
    {
        ActingFor.Require(address);
        var grain = grains.GetGrain<ITownshipGrain>(GrainKeys.Of(address));
        try
        {
            var answer = await pipeline.ExecuteAsync(
                async token =>
                {
                    RequestContext.Set(TenantCheck.Tenant, address.Tenant);
                    return await call(grain).WaitAsync(token);
                },
                cancellationToken);
            budget.Succeeded();
            return answer;
        }
        catch (ForeignTownshipException e)
        {
            throw new WrongTenantException(e.Message);
        }
        catch (Exception e) when (IsPassing(e, cancellationToken) || e is Polly.Timeout.TimeoutRejectedException)
        {
            throw new TownshipUnavailableException($"The township's silo did not answer: {e.GetType().Name}", e);
        }
    }

    /// <summary>Failures of the way to the grain or of its way to the database, not of what was asked.</summary>
    private static bool IsPassing(Exception e, CancellationToken ours) =>
        e is TimeoutException or OrleansException or JournalUnavailableException
        || (e is OperationCanceledException && !ours.IsCancellationRequested); // a silo gave the message up, not the caller

    [LoggerMessage(LogLevel.Debug, "A township's silo did not answer ({Why}); trying again, {Attempt}")]
    private partial void Repeating(string why, int attempt);
}
