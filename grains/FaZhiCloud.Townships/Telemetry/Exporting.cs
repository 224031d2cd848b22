using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FaZhiCloud.Townships.Telemetry;

/// <summary>
/// Traces and metrics by OTLP, only where OTEL_EXPORTER_OTLP_ENDPOINT names a collector. A trace goes from the gateway's request through the
/// silo into the database. Tenants and townships are in spans where an operator needs them, never labels of metrics: thousands of
/// townships would be thousands of series.
/// </summary>
internal static class Exporting
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Npgsql"];

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            services.AddHostedService(_ => new Exporter(configuration["OTEL_SERVICE_NAME"] ?? "fazhicloud"));
    }

    private sealed class Exporter(string service) : IHostedService, IDisposable
    {
        private readonly ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService(service);
        private TracerProvider? traces;
        private MeterProvider? meters;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
            meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([.. Metrics.Meters]).AddOtlpExporter().Build();
            return Task.CompletedTask;
        }

        /// <summary>Sends what is left.</summary>
        public Task StopAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            traces?.Dispose();
            meters?.Dispose();
            (traces, meters) = (null, null);
        }
    }
}
