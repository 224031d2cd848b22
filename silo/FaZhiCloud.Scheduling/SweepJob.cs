using Microsoft.Extensions.Logging;
using Quartz;

namespace FaZhiCloud.Scheduling;

/// <summary>The daily sweep as a Quartz job. A missed day is caught up by the next run.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(AlertSweep sweep, ILogger<SweepJob> log) : IJob
{
    public static readonly JobKey Key = new("alert-sweep", "fazhi");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var raised = await sweep.RunAsync(cancellationToken);
        log.LogInformation("Alert sweep: {Raised} new alerts", raised);
    }
}
