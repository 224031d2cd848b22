using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaZhiCloud.Gateway.Tests.Accounts;

public sealed class SessionTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    private const string Password = "Qing-shan-4821";

    [Fact]
    public async Task A_refresh_token_changes_at_each_use_and_one_that_comes_back_ends_the_session()
    {
        var (_, signedIn) = await SignedInAsync();
        var first = signedIn.Json.GetProperty("refreshToken").GetString()!;
        var second = (await RefreshAsync(first)).ShouldBe(200).Json.GetProperty("refreshToken").GetString()!;
        var third = (await RefreshAsync(second)).ShouldBe(200);
        var access = third.Json.GetProperty("accessToken").GetString();
        (await MeAsync(access)).ShouldBe(200);

        (await RefreshAsync(first)).ShouldRefuse(401, "session.ended");

        (await RefreshAsync(third.Json.GetProperty("refreshToken").GetString()!)).ShouldRefuse(401, "session.ended");
        (await MeAsync(access)).ShouldRefuse(401, "unauthenticated");
        (await gateway.ScalarAsync<long>("select count(*) from audit where action = 'session.reused'")).ShouldBeGreaterThan(0);
        foreach (var bad in new[] { "nothing", first[..^1], Secret.Make(Secret.Refresh, TestGateway.Province.Id, Guid.NewGuid()).ToString() })
            (await RefreshAsync(bad)).ShouldRefuse(401, "session.ended");
    }

    [Fact]
    public async Task A_guessed_secret_does_not_end_somebodys_session()
    {
        var (_, signedIn) = await SignedInAsync();
        var refresh = signedIn.Json.GetProperty("refreshToken").GetString()!;
        (await RefreshAsync(refresh[..^64] + new string('0', 64))).ShouldRefuse(401, "session.ended");
        (await RefreshAsync(refresh)).ShouldBe(200);
    }

    [Fact]
    public async Task Signing_out_and_ending_a_session_end_its_tokens_at_once()
    {
        var (name, one) = await SignedInAsync();
        var two = (await SignInAsync(name, Password)).ShouldBe(200);
        two.Json.GetProperty("lastSignIn").GetProperty("address").GetString().ShouldNotBeNullOrEmpty();
        var (a, b) = (Client(one), Client(two));
        var sessions = (await a.GetAsync("/api/v1/auth/sessions")).ShouldBe(200).Json.EnumerateArray().ToList();
        sessions.Count.ShouldBe(2);
        var other = sessions.Single(session => !session.GetProperty("isThis").GetBoolean()).GetProperty("id").GetGuid();

        (await a.PostAsync($"/api/v1/auth/sessions/{other}/end", "{}")).ShouldBe(204);
        (await b.GetAsync("/api/v1/auth/me")).ShouldRefuse(401, "unauthenticated");
        (await a.GetAsync("/api/v1/auth/me")).ShouldBe(200);
        (await a.PostAsync($"/api/v1/auth/sessions/{other}/end", "{}")).ShouldRefuse(404);
        (await a.PostAsync("/api/v1/auth/sign-out", "{}")).ShouldBe(204);
        (await a.GetAsync("/api/v1/auth/me")).ShouldRefuse(401, "unauthenticated");
    }

    [Fact]
    public async Task After_five_wrong_passwords_even_the_right_one_waits_a_quarter_of_an_hour_also_when_all_come_at_once()
    {
        var name = await AccountAsync();
        var guesses = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => SignInAsync(name, $"guess-{i}")));
        guesses.ShouldAllBe(reply => reply.Status == 401);
        (await SignInAsync(name, Password)).ShouldRefuse(401, "sign_in.failed").Told.ShouldBe(guesses[0].Told);

        gateway.Time.Now = gateway.Time.Now.AddMinutes(16);
        (await SignInAsync(name, Password)).ShouldBe(200);
        (await gateway.ScalarAsync<long>($"select count(*) from audit where subject = '{name}' and action = 'session.failed'")).ShouldBe(13);
    }

    [Fact]
    public async Task A_first_password_must_be_changed_before_anything_else()
    {
        var name = await AccountAsync(mustChange: true);
        (await SignInAsync(name, Password)).ShouldRefuse(403, "sign_in.change_needed", "newPassword");
        foreach (var (bad, code) in new[] { ("Short-1", "password.too_short"), ("nureinekleine", "password.too_simple"), ("P@ssw0rd2026!", "password.common"), ("Woaini1314!", "password.common"), ($"Xx9-{name}", "password.holds_name"), ("Aa1Aa1Aa1Aa1", "password.repetitive"), (Password, "password.same") })
            (await SignInAsync(name, Password, more: $",\"newPassword\":\"{bad}\"")).ShouldRefuse(422, code, "newPassword");

        (await SignInAsync(name, Password, more: ",\"newPassword\":\"Bai-yun-7391\"")).ShouldBe(200);
        (await SignInAsync(name, Password)).ShouldRefuse(401, "sign_in.failed");
        (await SignInAsync(name, "Bai-yun-7391")).ShouldBe(200);
    }

    [Fact]
    public async Task A_second_factor_once_confirmed_is_asked_for_and_each_code_counts_once()
    {
        var (name, signedIn) = await SignedInAsync();
        var client = Client(signedIn);
        (await client.PostAsync("/api/v1/auth/second-factor", """{"password":"wrong"}""")).ShouldRefuse(422, "password.wrong", "password");
        (await client.PostAsync("/api/v1/auth/second-factor/confirm", """{"code":"000000"}""")).ShouldRefuse(409, "second_factor.not_begun");
        (await client.PostAsync("/api/v1/auth/second-factor", $$"""{"password":"{{Password}}"}""")).ShouldBe(200).Json.GetProperty("uri").GetString()!.ShouldStartWith("otpauth://totp/");
        var secret = await gateway.ScalarAsync<byte[]>($"select totp_secret from accounts where user_name = '{name}'");
        string Code() => Totp.Code(secret, Totp.StepAt(gateway.Time.Now));
        (await client.PostAsync("/api/v1/auth/second-factor/confirm", $$"""{"code":"{{Code()}}"}""")).ShouldBe(204);

        (await SignInAsync(name, Password)).ShouldRefuse(401, "sign_in.code_needed", "code");
        (await SignInAsync(name, Password, more: ",\"code\":\"abcdef\"")).ShouldRefuse(401, "sign_in.failed");
        (await SignInAsync(name, Password, more: $",\"code\":\"{Code()}\"")).ShouldBe(200);
        (await SignInAsync(name, Password, more: $",\"code\":\"{Code()}\"")).ShouldRefuse(401, "sign_in.failed");
        gateway.Time.Now = gateway.Time.Now.AddSeconds(30);
        (await SignInAsync(name, Password, more: $",\"code\":\"{Code()}\"")).ShouldBe(200);
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_rfc_6238(long seconds, string code) =>
        Totp.Code("12345678901234567890"u8, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Fact]
    public void Secrets_are_written_in_base_32_of_rfc_4648() => Totp.ToBase32("foobar"u8.ToArray()).ShouldBe("MZXW6YTBOI");

    [Fact]
    public async Task A_programs_token_reads_what_its_owner_reads_writes_only_where_it_may_and_never_manages_accounts()
    {
        var (_, signedIn) = await SignedInAsync();
        var owner = Client(signedIn);
        var made = (await owner.PostAsync("/api/v1/auth/program-tokens", """{"name":"导入程序","mayWrite":false,"days":30}""")).ShouldBe(201).Json;
        var writes = (await owner.PostAsync("/api/v1/auth/program-tokens", """{"name":"写","mayWrite":true,"days":1}""")).ShouldBe(201).Json.GetProperty("token").GetString()!;
        var reads = made.GetProperty("token").GetString()!;
        var officers = $"/api/v1/townships/{TestGateway.Sibling.Id}/officers";
        (await gateway.Anonymous().With(reads).GetAsync(officers)).ShouldBe(200);
        (await gateway.Anonymous().With(reads).PostAsync(officers, """{"name":"李某"}""")).ShouldRefuse(403, "forbidden");
        (await gateway.Anonymous().With(reads).GetAsync($"/api/v1/townships/{TestGateway.Distant.Id}/officers")).ShouldRefuse(404);
        (await gateway.Anonymous().With(writes).PostAsync(officers, """{"name":"李某"}""")).ShouldBe(201);
        (await gateway.Anonymous().With(writes).PostAsync("/api/v1/auth/program-tokens", """{"name":"x","mayWrite":true,"days":1}""")).ShouldRefuse(403, "forbidden");
        (await gateway.Anonymous().With(reads[..^1] + "g").GetAsync(officers)).ShouldRefuse(401, "unauthenticated");
        (await gateway.ScalarAsync<long>($"select count(*) from api_tokens where encode(hash, 'hex') = '{reads[^64..]}'")).ShouldBe(0, "the token itself is nowhere");
        (await owner.PostAsync("/api/v1/auth/program-tokens", """{"name":"x","mayWrite":true,"days":900}""")).ShouldRefuse(422, "token.days", "days");
        (await owner.PostAsync($"/api/v1/auth/program-tokens/{made.GetProperty("id").GetGuid()}/revoke", "{}")).ShouldBe(204);
        (await owner.GetAsync("/api/v1/auth/program-tokens")).ShouldBe(200).Json.GetArrayLength().ShouldBe(1);
        (await gateway.Anonymous(await gateway.StartAsync()).With(reads).GetAsync(officers)).ShouldRefuse(401, "unauthenticated");
    }

    [Fact]
    public async Task An_idle_session_ends_and_where_the_rule_says_so_there_is_only_one()
    {
        var boss = gateway.As(Role.Province, TestGateway.Province);
        (await boss.PutAsync("/api/v1/rules", """{"singleSession":true,"idleMinutes":3}""")).ShouldRefuse(422, "rules.idle", "idleMinutes");
        (await boss.PutAsync("/api/v1/rules", """{"singleSession":true,"idleMinutes":10}""")).ShouldBe(200);
        try
        {
            var (name, one) = await SignedInAsync();
            var two = (await SignInAsync(name, Password)).ShouldBe(200);
            (await Client(one).GetAsync("/api/v1/auth/me")).ShouldRefuse(401);
            (await Client(two).GetAsync("/api/v1/auth/me")).ShouldBe(200);
            gateway.Time.Now = gateway.Time.Now.AddMinutes(11);
            (await RefreshAsync(two.Json.GetProperty("refreshToken").GetString()!)).ShouldRefuse(401, "session.ended");
        }
        finally
        {
            (await boss.PutAsync("/api/v1/rules", """{"singleSession":false,"idleMinutes":30}""")).ShouldBe(200);
        }
    }

    [Fact]
    public async Task Others_can_check_our_tokens_by_the_discovery_document_and_keys_change_by_the_month()
    {
        var document = (await gateway.Anonymous().GetAsync("/.well-known/openid-configuration")).ShouldBe(200).Json;
        document.GetProperty("issuer").GetString().ShouldBe(TokenIssuer.Issuer);
        var set = new JsonWebKeySet((await gateway.Anonymous().GetAsync(new Uri(document.GetProperty("jwks_uri").GetString()!).AbsolutePath)).ShouldBe(200).Text);
        set.Keys.Count.ShouldBeGreaterThanOrEqualTo(2, "the next key is published before it signs");
        set.Keys.ShouldAllBe(key => key.D == null);
        var issuer = new TokenIssuer(gateway.Time);
        await issuer.LoadAsync(gateway.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), default);
        var account = TestGateway.Account(Role.Clerk, TestGateway.Sibling);
        var old = issuer.Issue(account);

        gateway.Time.Now = gateway.Time.Now.AddDays(TokenIssuer.PeriodDays);
        var next = issuer.Issue(account);
        (await MeAsync(next)).ShouldBe(200);
        gateway.Time.Now = gateway.Time.Now.AddDays(-TokenIssuer.PeriodDays);

        foreach (var token in new[] { old, next })
        {
            var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new() { ValidIssuer = TokenIssuer.Issuer, ValidAudience = TokenIssuer.Audience, IssuerSigningKeys = set.GetSigningKeys(), ValidateLifetime = false });
            result.IsValid.ShouldBeTrue($"{result.Exception}");
        }

        new JsonWebToken(old).Kid.ShouldNotBe(new JsonWebToken(next).Kid);
    }

    private async Task<(string Name, Reply SignedIn)> SignedInAsync()
    {
        var name = await AccountAsync();
        return (name, (await SignInAsync(name, Password)).ShouldBe(200));
    }

    private async Task<string> AccountAsync(bool mustChange = false)
    {
        var name = $"user{Guid.NewGuid():N}"[..20];
        await gateway.Services.GetRequiredService<AccountStore>().AddAsync(TestGateway.Account(Role.Clerk, TestGateway.Sibling, name) with { PasswordHash = Passwords.Hash(Password) }, default, mustChange);
        return name;
    }

    private Task<Reply> SignInAsync(string name, string password, string more = "") => gateway.Anonymous().PostAsync("/api/v1/auth/token", $$"""{"userName":"{{name}}","password":"{{password}}"{{more}}}""");

    private Task<Reply> RefreshAsync(string token) => gateway.Anonymous().PostAsync("/api/v1/auth/refresh", $$"""{"refreshToken":"{{token}}"}""");

    private Task<Reply> MeAsync(string? access) => gateway.Anonymous().With(access).GetAsync("/api/v1/auth/me");

    private ApiClient Client(Reply signedIn) => gateway.Anonymous().With(signedIn.Json.GetProperty("accessToken").GetString());
}
