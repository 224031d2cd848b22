using System.Diagnostics.Metrics;
using FaZhiCloud.Townships.Telemetry;
using Microsoft.Extensions.Logging;
using Quartz;

namespace FaZhiCloud.Scheduling;

/// <summary>The daily sweep as a Quartz job. A missed day is caught up by the next run.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(AlertSweep sweep, TimeProvider time, ILogger<SweepJob> log) : IJob
{
    public static readonly JobKey Key = new("alert-sweep", "fazhi");

    private static readonly Meter Meter = new(Metrics.Ours);

    /// <summary>When this process last swept, as seconds since 1970: an alert asks for the latest of all processes.</summary>
    private static readonly Gauge<double> Last = Meter.CreateGauge<double>("fazhi.alert_sweep.last", "s");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var raised = await sweep.RunAsync(cancellationToken);
        Last.Record(time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        log.LogInformation("Alert sweep: {Raised} new alerts", raised);
    }
}
