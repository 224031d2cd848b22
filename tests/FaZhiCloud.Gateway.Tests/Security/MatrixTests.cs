using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaZhiCloud.Gateway.Tests.Security;

/// <summary>
/// Every endpoint of the running gateway × where its division stands to the caller × every role × every kind of token, each cell held against one
/// table that is written down here a second time, independently of the gateway's own. An endpoint without its row fails.
/// </summary>
public sealed class MatrixTests(TestGateway gateway, ITestOutputHelper output) : IClassFixture<TestGateway>
{
    private enum Place
    {
        Own,
        Sibling,
        Parent,
        Child,
        OtherTenant,
        Nowhere,
    }

    private enum Token
    {
        Good,
        Anonymous,
        Expired,
        RevokedSession,
        WrongAudience,
    }

    /// <summary>What an endpoint opens, by name: to whom, for the endpoints that are not about a township's records.</summary>
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["WhoAmI"] = "all",
        ["ListLedgerKinds"] = "all",
        ["GetDivision"] = "all",
        ["AcknowledgeAlert"] = "all",
        ["SignOut"] = "all",
        ["ChangePassword"] = "all",
        ["BeginSecondFactor"] = "all",
        ["ConfirmSecondFactor"] = "all",
        ["RemoveSecondFactor"] = "all",
        ["ListSessions"] = "all",
        ["EndSession"] = "all",
        ["ListProgramTokens"] = "all",
        ["MakeProgramToken"] = "all",
        ["RevokeProgramToken"] = "all",
        ["ListTownships"] = "readers",
        ["GetBoard"] = "readers",
        ["ListAlerts"] = "readers",
        ["AssembleReport"] = "readers",
        ["GetReport"] = "readers",
        ["ListAudit"] = "audit",
        ["ExportAudit"] = "audit",
        ["VerifyAudit"] = "audit",
        ["ListAccounts"] = "accounts",
        ["AddAccount"] = "accounts",
        ["GetAccount"] = "accounts",
        ["AddGrant"] = "accounts",
        ["EndGrant"] = "accounts",
        ["DisableAccount"] = "accounts",
        ["EnableAccount"] = "accounts",
        ["UnlockAccount"] = "accounts",
        ["ResetPassword"] = "accounts",
        ["Invite"] = "accounts",
        ["GetRules"] = "system",
        ["SetRules"] = "system",
    };

    private static readonly string[] Open = ["SignIn", "RefreshSession", "AcceptInvitation"];

    /// <summary>Ours, without a name: files, probes' likes, and what answers to no route.</summary>
    private static readonly string[] Nameless = ["/metrics", "/openapi/{documentName}.json", "/api/{**rest}", "/docs", "/{*path:nonfile}", "/.well-known/openid-configuration", "/.well-known/jwks.json"];

    private static readonly Role[] Readers = [Role.Clerk, Role.Leader, Role.Adviser, Role.County, Role.City, Role.Province, Role.Auditor];

    [Fact]
    public void Every_endpoint_says_what_it_does_and_has_its_row()
    {
        foreach (var endpoint in gateway.Endpoints)
        {
            if (endpoint.Name() is not { } name)
            {
                Nameless.ShouldContain(endpoint.Pattern(), "a nameless endpoint must be listed");
                continue;
            }

            if (Open.Contains(name))
            {
                endpoint.Metadata.GetMetadata<IAllowAnonymous>().ShouldNotBeNull(name);
                continue;
            }

            endpoint.Metadata.GetMetadata<IAllowAnonymous>().ShouldBeNull(name);
            endpoint.Metadata.GetMetadata<NeedsAttribute>().ShouldNotBeNull($"{name} does not say what it does");
            GroupOf(endpoint).ShouldNotBeNull($"{name} has no row in the matrix");
        }

        Rows.Keys.Except(gateway.Endpoints.Select(endpoint => endpoint.Name())).ShouldBeEmpty("a row without its endpoint");
    }

    [Fact]
    public async Task Each_cell_answers_as_the_table_says()
    {
        var endpoints = gateway.Endpoints.Where(endpoint => endpoint.Name() is { } name && !Open.Contains(name)).ToList();
        var before = await gateway.StoredAsync();
        var (cells, wrong) = (0, new List<string>());
        foreach (var role in Enum.GetValues<Role>())
        {
            var at = HomeOf(role);
            foreach (var kind in Enum.GetValues<Token>())
            {
                var client = gateway.Anonymous().With(await TokenAsync(kind, role, at));
                foreach (var endpoint in endpoints)
                {
                    foreach (var place in PlacesOf(endpoint))
                    {
                        // A bad token is refused before anything else is looked at: one place shows it.
                        if (kind != Token.Good && place is not (Place.Own or Place.OtherTenant))
                            continue;
                        if (At(place, at) is not { } division || EndsSession(endpoint))
                            continue;
                        cells++;
                        var reply = await client.SendAsync(endpoint.Verb(), endpoint.At(division.Id, alert: "999999999"), endpoint.Verb() == "GET" ? null : "{\"no-such-member\":1}"u8.ToArray());
                        var expected = kind != Token.Good ? "401" : Expected(endpoint, role, at, place);
                        if (!Holds(reply.Status, expected))
                            wrong.Add($"{role} {kind} {place}: {endpoint.Verb()} {endpoint.Pattern()} answered {reply.Status}, expected {expected}");
                        if (reply.Status == 404 && expected == "404" && reply.Code != "not_found")
                            wrong.Add($"{role} {place}: {endpoint.Pattern()} tells more than that nothing was found: {reply.Text}");
                    }
                }
            }
        }

        output.WriteLine($"{cells} cells, {endpoints.Count} endpoints, {Enum.GetValues<Role>().Length} roles");
        wrong.ShouldBeEmpty();
        cells.ShouldBeGreaterThan(7_000);
        (await gateway.StoredAsync()).ShouldBe(before);
    }

    private static bool EndsSession(RouteEndpoint endpoint) => endpoint.Name() == "SignOut";

    /// <summary>404 outside; 403 inside without the right; else anything but these and 401: what was sent is a body nobody accepts.</summary>
    private static string Expected(RouteEndpoint endpoint, Role role, Division at, Place place)
    {
        var isTownship = endpoint.Pattern().Contains("{township", StringComparison.Ordinal);
        if (isTownship || endpoint.Pattern().Contains("{division", StringComparison.Ordinal))
        {
            var division = At(place, at)!;
            if (!division.Path.StartsWith(at.Path, StringComparison.Ordinal) || division.TenantId != at.TenantId || (isTownship && division.Level != DivisionLevel.Township))
                return "404";
        }

        return GroupOf(endpoint) switch
        {
            "all" => "in",
            "readers" => Readers.Contains(role) ? "in" : "403",
            "writers" => role is Role.Clerk or Role.County or Role.City or Role.Province ? "in" : "403",
            "audit" => role is Role.Auditor or Role.AuditAdmin or Role.Province ? "in" : "403",
            "accounts" => role is Role.SecurityAdmin or Role.County or Role.City or Role.Province ? "in" : "403",
            "system" => role is Role.SystemAdmin or Role.Province ? "in" : "403",
            _ => throw new InvalidOperationException(endpoint.Name()),
        };
    }

    private static bool Holds(int status, string expected) => expected == "in" ? status is 200 or 204 or 400 or 404 or 409 or 422 : status.ToString(null as IFormatProvider) == expected;

    private static string? GroupOf(RouteEndpoint endpoint) =>
        Rows.GetValueOrDefault(endpoint.Name()!) ?? (endpoint.Writes() ? "writers" : endpoint.Verb() == "GET" && endpoint.Pattern().StartsWith("/api/v1/townships/{township", StringComparison.Ordinal) ? "readers" : null);

    private static Place[] PlacesOf(RouteEndpoint endpoint) =>
        endpoint.Pattern().Contains("{township", StringComparison.Ordinal) || endpoint.Pattern().Contains("{division", StringComparison.Ordinal) ? Enum.GetValues<Place>() : [Place.Own];

    private static Division HomeOf(Role role) => role switch
    {
        Role.Clerk or Role.Leader or Role.Adviser => TestGateway.Sibling,
        Role.County or Role.Auditor => TestGateway.County,
        Role.City => TestGateway.City,
        _ => TestGateway.Province,
    };

    private static Division? At(Place place, Division home) => place switch
    {
        Place.Own => home,
        Place.Sibling => home == TestGateway.Sibling ? TestGateway.Distant : home == TestGateway.County ? TestGateway.OtherCounty : null,
        Place.Parent => home == TestGateway.Sibling ? TestGateway.County : home == TestGateway.County ? TestGateway.City : home == TestGateway.City ? TestGateway.Province : null,
        Place.Child => home == TestGateway.Sibling ? null : TestGateway.Sibling,
        Place.OtherTenant => TestGateway.Foreign,
        _ => home with { Id = Guid.NewGuid(), Path = "/nowhere/" },
    };

    private async Task<string?> TokenAsync(Token kind, Role role, Division at)
    {
        var issuer = gateway.Services.GetRequiredService<TokenIssuer>();
        var account = TestGateway.Account(role, at, $"m{Guid.NewGuid():N}"[..20]) with { PasswordHash = Passwords.Hash("Qing-shan-4821") };
        switch (kind)
        {
            case Token.Good:
                return issuer.Issue(account);
            case Token.RevokedSession:
                await gateway.Services.GetRequiredService<AccountStore>().AddAsync(account, default);
                var signedIn = (await gateway.Anonymous().PostAsync("/api/v1/auth/token", $$"""{"userName":"{{account.UserName}}","password":"Qing-shan-4821"}""")).ShouldBe(200);
                var token = signedIn.Json.GetProperty("accessToken").GetString();
                (await gateway.Anonymous().With(token).PostAsync("/api/v1/auth/sign-out", "{}")).ShouldBe(204);
                return token;
            case Token.Expired or Token.WrongAudience:
                var issued = gateway.Time.Now.UtcDateTime.AddHours(kind == Token.Expired ? -3 : 0);
                return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
                {
                    Issuer = TokenIssuer.Issuer,
                    Audience = kind == Token.WrongAudience ? "somebody-else" : TokenIssuer.Audience,
                    IssuedAt = issued,
                    NotBefore = issued,
                    Expires = issued.AddHours(1),
                    SigningCredentials = new(issuer.Key, SecurityAlgorithms.EcdsaSha256),
                    Subject = new(TokenIssuer.Claims(account, null)),
                });
            default:
                return null;
        }
    }
}
