using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace FaZhiCloud.Gateway.Security;

/// <summary>What others need to check our tokens: the discovery document and the public keys.</summary>
public static class DiscoveryEndpoints
{
    public static IEndpointRouteBuilder MapDiscovery(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid-configuration", (HttpRequest request) => Results.Json(new JsonObject
        {
            ["issuer"] = TokenIssuer.Issuer,
            ["jwks_uri"] = $"{request.Scheme}://{request.Host}/.well-known/jwks.json",
            ["token_endpoint"] = $"{request.Scheme}://{request.Host}/api/v1/auth/token",
            ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
            ["response_types_supported"] = new JsonArray("token"),
            ["subject_types_supported"] = new JsonArray("public"),
        })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/.well-known/jwks.json", (TokenIssuer issuer) => Results.Json(new JsonObject { ["keys"] = new JsonArray([.. issuer.Keys.Select(Public)]) })).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static JsonObject Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["alg"] = "ES256",
            ["kid"] = key.KeyId,
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
