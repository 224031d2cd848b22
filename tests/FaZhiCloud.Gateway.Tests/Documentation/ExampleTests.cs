using System.Text;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Scheduling;
using FaZhiCloud.Townships;
using Microsoft.Extensions.DependencyInjection;

namespace FaZhiCloud.Gateway.Tests.Documentation;

public sealed class ExampleTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    /// <summary>Operations in an order that works, each with the operation that made the record it is about.</summary>
    private static readonly (string Operation, string? About)[] Order =
    [
        ("AppointOfficer", null), ("RegisterCertificate", null), ("RenewCertificate", "RegisterCertificate"), ("ReportCertificateLost", "RegisterCertificate"),
        ("SurrenderCertificate", "RegisterCertificate"), ("CorrectOfficer", "AppointOfficer"), ("ReleaseOfficer", "AppointOfficer"), ("UpdateEnforcementForce", null),
        ("EstablishLeadingGroup", null), ("AdjustLeadingGroup", "EstablishLeadingGroup"), ("DissolveLeadingGroup", "EstablishLeadingGroup"),
        ("SignAdviserContract", null), ("RenewAdviserContract", "SignAdviserContract"), ("EndAdviserContract", "SignAdviserContract"),
        ("PlanStudy", null), ("AcknowledgeAlert", "PlanStudy"), ("ChangeStudyPlan", "PlanStudy"), ("RecordStudySession", null), ("CorrectStudySession", "RecordStudySession"),
        ("OpenDecision", null), ("RecordDecisionStep", "OpenDecision"), ("RecordLedgerEntry", null), ("CorrectLedgerEntry", "RecordLedgerEntry"),
        ("UpdateProfile", null), ("WriteProse", null), ("ImportFacts", null), ("VoidRecord", "RecordLedgerEntry"), ("AssembleReport", null),
    ];

    [Fact]
    public async Task Every_write_has_an_example_and_the_api_accepts_it()
    {
        var endpoints = gateway.Endpoints.Where(endpoint => endpoint.Verb() != "GET" && endpoint.Name() is not null && (endpoint.Pattern().Contains("/townships/") || endpoint.Pattern().Contains("/alerts/"))).ToDictionary(endpoint => endpoint.Name()!);
        endpoints.Keys.ShouldBe(Order.Select(step => step.Operation), ignoreOrder: true, "an operation without its place in the order, or the reverse");
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        var made = new Dictionary<string, string>();

        foreach (var (operation, about) in Order)
        {
            var endpoint = endpoints[operation];
            endpoint.Example().ShouldNotBeNull($"{operation} needs an example");
            var alert = operation == "AcknowledgeAlert" ? await AlertAsync(clerk, township) : "";
            var reply = await clerk.SendAsync(endpoint.Verb(), endpoint.At(township.Id, about is null ? "" : made.GetValueOrDefault(about, ""), alert), Encoding.UTF8.GetBytes(endpoint.Example()!));
            reply.ShouldBe(endpoint.Verb() == "POST" && about is null && operation != "AssembleReport" ? 201 : 200);
            if (reply.Status == 201 && reply.Json.TryGetProperty("recordId", out var id) && id.GetString() is { } record)
            {
                made[operation] = record;
                (await clerk.GetAsync(reply.Headers.Location!.ToString())).ShouldBe(200).Json.GetProperty("id").GetString().ShouldBe(record);
            }
        }

        // What the examples made can be reported on.
        foreach (var format in new[] { "docx", "text", "html", "json" })
            (await clerk.GetAsync($"/api/v1/townships/{township.Id}/reports/2026?format={format}&cutOff=2026-12-31")).ShouldBe(200);
    }

    private async Task<string> AlertAsync(ApiClient clerk, Division township)
    {
        await new AlertSweep(gateway.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), gateway.Time).RunAsync();
        return (await clerk.GetAsync($"/api/v1/divisions/{township.Id}/alerts?kind=study-plan")).ShouldBe(200).Json.GetProperty("items")[0].GetProperty("id").ToString();
    }
}
