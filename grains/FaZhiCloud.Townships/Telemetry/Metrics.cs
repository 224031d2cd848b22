using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace FaZhiCloud.Townships.Telemetry;

/// <summary>
/// What the built-in meters of ASP.NET, Npgsql, Orleans and the runtime count, in Prometheus' text form. Neither tenant nor township is ever a label.
/// </summary>
public sealed class Metrics : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The meter of what only this product counts.</summary>
    public const string Ours = "FaZhiCloud";

    internal static readonly IReadOnlyList<string> Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Runtime", "Microsoft.Orleans", Ours];

    /// <summary>Labels whose values are few: routes and statuses, never paths or ids.</summary>
    private static readonly string[] Labels = ["http.request.method", "http.response.status_code", "http.route", "error.type", "gc.heap.generation", "state"];

    private readonly ConcurrentDictionary<(string Name, string Labels), Series> series = new();
    private readonly MeterListener listener = new();

    public Metrics()
    {
        listener.InstrumentPublished = (instrument, listen) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
                listen.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All series, by name.</summary>
    public string Exposition()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var ((name, labels), one) in series.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).ThenBy(pair => pair.Key.Labels, StringComparer.Ordinal))
            one.Write(text, name, labels);
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, tag) in tags)
        {
            if (Labels.Contains(key) && tag is not null)
                labels.Append(labels.Length == 0 ? "" : ",").Append(key.Replace('.', '_')).Append("=\"").Append(Convert.ToString(tag, CultureInfo.InvariantCulture)!.Replace("\\", "\\\\").Replace("\"", "\\\"")).Append('"');
        }

        var name = instrument.Name.Replace('.', '_').Replace('-', '_') + (instrument.Unit is "s" ? "_seconds" : instrument.Unit is "By" ? "_bytes" : "");
        series.GetOrAdd((name, labels.ToString()), static (_, kind) => new Series(kind), KindOf(instrument)).Add(value);
    }

    private static SeriesKind KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => SeriesKind.Distribution,
        "Counter`1" or "UpDownCounter`1" => SeriesKind.Sum,
        _ => SeriesKind.Last, // observed as totals
    };

    private enum SeriesKind
    {
        Sum,
        Last,
        Distribution,
    }

    private sealed class Series(SeriesKind kind)
    {
        private readonly Lock gate = new();
        private double value;
        private long count;

        public void Add(double measured)
        {
            lock (gate)
            {
                value = kind == SeriesKind.Last ? measured : value + measured;
                count++;
            }
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            var shown = labels.Length == 0 ? "" : $"{{{labels}}}";
            lock (gate)
            {
                if (kind == SeriesKind.Distribution)
                    text.Append(CultureInfo.InvariantCulture, $"{name}_sum{shown} {value}\n{name}_count{shown} {count}\n");
                else
                    text.Append(CultureInfo.InvariantCulture, $"{name}{shown} {value}\n");
            }
        }
    }
}
