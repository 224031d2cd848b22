using System.Text.RegularExpressions;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Townships;
using Microsoft.AspNetCore.Routing;

namespace FaZhiCloud.Gateway.Tests;

/// <summary>The running gateway's own routes: guards enumerate them, so that a new endpoint cannot be forgotten.</summary>
internal static partial class Routes
{
    public static string Pattern(this RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    public static string Verb(this RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    public static string? Name(this RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName;

    public static bool Writes(this RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<WritesAttribute>() is not null;

    public static string? Example(this RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ExampleBody>()?.Json;

    /// <summary>An address that the route matches.</summary>
    public static string At(this RouteEndpoint endpoint, Guid division, string record = "officer-1", string alert = "1") =>
        Parameter().Replace(endpoint.Pattern(), match => match.Groups[1].Value switch
        {
            "township" or "division" => division.ToString(),
            "record" => record,
            "alert" => alert,
            "account" or "grant" or "session" or "token" => "00000000-0000-7000-8000-00000000dead",
            "kind" => "publicity",
            "year" => "2026",
            "documentName" => "v1",
            _ => "anything",
        });

    public static string At(this RouteEndpoint endpoint, Division division, string record = "officer-1") => endpoint.At(division.Id, record);

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
