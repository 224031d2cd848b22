using System.Text.Json;
using FaZhiCloud.Domain;

namespace FaZhiCloud.Documents;

/// <summary>The report with all its traces, in the domain's JSON form: members in the order of declaration, no nulls.</summary>
public static class JsonRenderer
{
    private static readonly JsonSerializerOptions Indented = new(DomainJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <param name="document">The report.</param>
    /// <param name="indented">For people, or compact for programs.</param>
    public static byte[] Render(ReportDocument document, bool indented = false) =>
        JsonSerializer.SerializeToUtf8Bytes(document, indented ? Indented : DomainJson.Options);
}
