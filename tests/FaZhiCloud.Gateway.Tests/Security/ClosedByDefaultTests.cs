using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using FaZhiCloud.Gateway.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaZhiCloud.Gateway.Tests.Security;

public sealed class ClosedByDefaultTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    /// <summary>All endpoints that answer without a token (the probes are no endpoints). A new endpoint must be closed; whoever opens one says so here.</summary>
    private static readonly string[] Open = ["POST /api/v1/auth/token", "POST /api/v1/auth/refresh", "POST /api/v1/invitations/accept", "GET /.well-known/openid-configuration", "GET /.well-known/jwks.json", "GET /docs", "GET /{*path:nonfile}"];

    [Fact]
    public async Task Every_endpoint_but_the_listed_ones_answers_401_without_a_token()
    {
        var seen = new List<string>();
        foreach (var endpoint in gateway.Endpoints)
        {
            var reply = await AskAsync(endpoint, null);
            if (reply.Status != 401 || reply.Code == "sign_in.failed")
                seen.Add($"{endpoint.Verb()} {endpoint.Pattern()}");
            else
                reply.ShouldRefuse(401, "unauthenticated").Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        }

        seen.ShouldBe(Open, ignoreOrder: true);
        gateway.Endpoints.Count().ShouldBeGreaterThan(45);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("another audience")]
    [InlineData("another issuer")]
    [InlineData("another key")]
    [InlineData("tampered claims")]
    [InlineData("tampered signature")]
    [InlineData("algorithm none")]
    [InlineData("signed with the public key as HMAC secret")]
    [InlineData("no token at all, only words")]
    public async Task A_token_that_does_not_hold_opens_nothing(string what)
    {
        var token = Bad(what);

        foreach (var endpoint in gateway.Endpoints.Where(endpoint => !Open.Contains($"{endpoint.Verb()} {endpoint.Pattern()}")))
            (await AskAsync(endpoint, token)).ShouldRefuse(401, "unauthenticated");
    }

    [Fact]
    public async Task A_good_token_made_the_same_way_opens_the_api()
    {
        (await gateway.Anonymous().With(Make()).GetAsync("/api/v1/auth/me")).ShouldBe(200).Json.GetProperty("role").GetString().ShouldBe("clerk");
    }

    private async Task<Reply> AskAsync(RouteEndpoint endpoint, string? token)
    {
        var body = endpoint.Verb() == "GET" ? null : Encoding.UTF8.GetBytes(endpoint.Example() ?? """{"userName":"nobody","password":"nothing"}""");
        return await gateway.Anonymous().With(token).SendAsync(endpoint.Verb(), endpoint.At(TestGateway.Sibling), body);
    }

    private string Bad(string what)
    {
        var good = Make();
        var parts = good.Split('.');
        return what switch
        {
            "expired" => Make(issued: gateway.Time.Now.AddHours(-3)),
            "not yet valid" => Make(issued: gateway.Time.Now.AddHours(1)),
            "another audience" => Make(audience: "somebody-else"),
            "another issuer" => Make(issuer: "https://evil"),
            "another key" => Make(key: new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "current" }, SecurityAlgorithms.EcdsaSha256)),
            "tampered claims" => $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("clerk", "province", StringComparison.Ordinal))}.{parts[2]}",
            "tampered signature" => $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            "algorithm none" => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            "signed with the public key as HMAC secret" => Make(key: new(new SymmetricSecurityKey(((ECDsaSecurityKey)gateway.Services.GetRequiredService<TokenIssuer>().Key).ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = "current" }, SecurityAlgorithms.HmacSha256)),
            _ => "let-me-in",
        };
    }

    private string Make(DateTimeOffset? issued = null, string audience = TokenIssuer.Audience, string issuer = TokenIssuer.Issuer, SigningCredentials? key = null)
    {
        var account = TestGateway.Account(Role.Clerk, TestGateway.Sibling);
        var at = (issued ?? gateway.Time.Now).UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = at,
            NotBefore = at,
            Expires = at.AddHours(2),
            SigningCredentials = key ?? new(gateway.Services.GetRequiredService<TokenIssuer>().Key, SecurityAlgorithms.EcdsaSha256),
            Subject = new ClaimsIdentity(
            [
                new("sub", account.Id.ToString()), new(Caller.NameClaim, account.UserName), new(Caller.DisplayClaim, account.DisplayName),
                new(Caller.TenantClaim, account.TenantId.ToString()), new(Caller.RoleClaim, account.Role), new(Caller.PathClaim, account.DivisionPath),
            ]),
        });
    }
}
