using System.Text.Json.Nodes;
using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FaZhiCloud.Gateway.Documentation;

/// <summary>The OpenAPI document: names and summaries come from the endpoints; what they cannot say is said here.</summary>
public static class ApiDocument
{
    private const string Intro = """
        法治云接口。所有接口（健康检查、登录除外）都需要 `Authorization: Bearer …`。
        写操作须带 `Idempotency-Key`：同一键、同一请求的重试得到同一答复；修改可带 `If-Match`（读取时的 ETag）。
        错误一律为 RFC 9457 problem details，`code` 稳定，`errors` 逐项列出字段、中文与英文说明。
        日期写成 `2024-03-05`，期间可写 `2024-03`、`2024-Q1`、`2024`；数量写成 `12`，或带约数的 `"100余"`、`"近万"`、`"1.9万余"`、`"90以上"`。
        """;

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "法治云 FaZhiCloud API", Version = "v1", Description = Intro };
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            document.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(DescribeOwnTypes);
        options.AddOperationTransformer(DescribeWrites);
        options.AddOperationTransformer(DescribeCommonAnswers);
    });

    private static Task DescribeOwnTypes(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Quantity))
            Describe(schema, JsonSchemaType.Number | JsonSchemaType.String, "数量：12，或 \"100余\"、\"近万\"、\"1.9万余\"、\"90以上\"；不能为负", "100余");
        else if (type == typeof(Period))
            Describe(schema, JsonSchemaType.String, "日期或期间：2024-03-05、2024-03、2024-Q1 或 2024", "2024-03-05");
        else if (type == typeof(IReadOnlyDictionary<string, FieldValue>))
            Describe((OpenApiSchema)(schema.AdditionalProperties = new OpenApiSchema()), JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Array, "字段值：文字、数字或文字列表", "2000余");
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema, JsonSchemaType type, string description, string example)
    {
        schema.Type = type;
        schema.Description = string.IsNullOrEmpty(schema.Description) || schema.Description.Contains(description, StringComparison.Ordinal) ? description : $"{schema.Description} {description}";
        schema.Examples = [example];
        if (type.HasFlag(JsonSchemaType.Array))
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
    }

    /// <summary>What any endpoint may answer before its own code runs: an unreadable parameter, no token, no right, too many requests, no database.</summary>
    private static Task DescribeCommonAnswers(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        int[] common = [400, .. metadata.OfType<NeedsAttribute>().Any() ? [401, 403] : Array.Empty<int>(), .. operation.RequestBody is null ? Array.Empty<int>() : [413], 404, 429, 503];
        operation.Responses ??= [];
        foreach (var status in common)
            operation.Responses.TryAdd($"{status}", new OpenApiResponse { Description = "problem details" });
        return Task.CompletedTask;
    }

    private static Task DescribeWrites(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<ExampleBody>().FirstOrDefault() is { } example && operation.RequestBody?.Content?.Values.FirstOrDefault() is { } content)
            content.Example = JsonNode.Parse(example.Json);
        if (metadata.OfType<WritesAttribute>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Required = true, Description = "1 至 200 个可见 ASCII 字符；重试时不变", Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 } });
            operation.Parameters.Add(new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Description = "读取记录时的 ETag；记录已被他人修改时答 412", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        return Task.CompletedTask;
    }
}
