using System.Text.Json;
using System.Text.RegularExpressions;
using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Tests.Documentation;

public sealed partial class ApiDocumentTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    [Fact]
    public async Task Every_endpoint_stands_in_the_document_with_name_summary_tag_and_error_answers()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        var endpoints = gateway.Endpoints.Where(endpoint => endpoint.Name() is not null).ToList();
        endpoints.Count.ShouldBeGreaterThan(40);

        foreach (var endpoint in endpoints)
        {
            var path = Constraint().Replace(endpoint.Pattern(), "}").TrimEnd('/');
            paths.TryGetProperty(path, out var verbs).ShouldBeTrue(path);
            verbs.TryGetProperty(endpoint.Verb() == "GET" ? "get" : endpoint.Verb() == "PUT" ? "put" : "post", out var operation).ShouldBeTrue($"{endpoint.Verb()} {path}");
            operation.GetProperty("operationId").GetString().ShouldBe(endpoint.Name());
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace(path);
            operation.GetProperty("tags").GetArrayLength().ShouldBeGreaterThan(0, path);
            string[] answers = [.. operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name)];
            answers.ShouldContain("401", path);
            answers.ShouldContain(answer => answer.StartsWith('2'), path);
            if (!endpoint.Writes())
                continue;
            new[] { "400", "403", "404", "409", "412", "413", "422", "429", "503" }.Except(answers).ShouldBeEmpty(path);
            operation.GetProperty("parameters").EnumerateArray().ShouldContain(parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key" && parameter.GetProperty("required").GetBoolean(), path);
        }

        paths.EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()).ShouldBe(endpoints.Count);
    }

    [Fact]
    public async Task Every_write_shows_the_example_that_the_tests_post()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        foreach (var endpoint in gateway.Endpoints.Where(endpoint => endpoint.Example() is not null))
        {
            var operation = paths.GetProperty(Constraint().Replace(endpoint.Pattern(), "}").TrimEnd('/')).GetProperty(endpoint.Verb() == "PUT" ? "put" : "post");
            var shown = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
            JsonElement.DeepEquals(shown, JsonDocument.Parse(endpoint.Example()!).RootElement).ShouldBeTrue(endpoint.Name());
        }
    }

    [Fact]
    public async Task Quantities_periods_and_field_values_are_described_with_their_forms()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

        JsonElement Property(string schema, string name) => schemas.GetProperty(schema).GetProperty("properties").GetProperty(name);
        foreach (var (name, schema, form, types) in new[]
        {
            ("a quantity", Property("StudySessionFacts", "attendance"), "100余", new[] { "number", "string" }), ("a period", schemas.GetProperty("Period"), "2024-Q1", ["string"]),
            ("a field value", Property("LedgerEntryFacts", "fields").GetProperty("additionalProperties"), "文字列表", ["number", "string", "array"]),
        })
        {
            schema.TryGetProperty("description", out var description).ShouldBeTrue($"{name}: {schema}");
            description.GetString()!.ShouldContain(form);
            var type = schema.GetProperty("type");
            var said = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(item => item.GetString()!).ToArray() : [type.GetString()!];
            types.Except(said).ShouldBeEmpty(name);
        }

        Property("StudySessionFacts", "attendance").GetProperty("description").GetString()!.ShouldContain("参加人次", Case.Sensitive, "what the field means is said beside its form");
        schemas.TryGetProperty("TownshipYearFacts", out _).ShouldBeTrue("the schema of the facts file is published");
    }

    [Fact]
    public async Task No_body_in_the_document_asks_for_what_stands_in_path_and_header()
    {
        var document = await DocumentAsync();
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(schema => schema.Value.TryGetProperty("properties", out _)))
        {
            if (schema.Name is "Answer" or "Alert" or "TraceSource")
                continue; // answers, not bodies
            schema.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldNotContain("recordId", schema.Name);
            schema.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldNotContain("seenVersion", schema.Name);
        }
    }

    private async Task<JsonElement> DocumentAsync() => (await gateway.As(Role.Clerk, TestGateway.Sibling).GetAsync("/openapi/v1.json")).ShouldBe(200).Json;

    [GeneratedRegex(":[^}/]+}")]
    private static partial Regex Constraint();
}
