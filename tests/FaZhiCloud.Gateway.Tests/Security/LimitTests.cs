using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Tests.Security;

public sealed class LimitTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    [Fact]
    public async Task Who_asks_too_often_gets_429_with_the_time_to_wait_and_others_do_not()
    {
        var app = await gateway.StartAsync(settings: ("RateLimit:PerUserPerSecond", "2"));
        var greedy = gateway.As(Role.Clerk, TestGateway.Sibling, "greedy", app);

        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => greedy.GetAsync("/api/v1/auth/me")));

        replies.ShouldAllBe(reply => reply.Status == 200 || reply.Status == 429);
        var refused = replies.Where(reply => reply.Status == 429).ToList();
        refused.ShouldNotBeEmpty();
        foreach (var reply in refused)
            reply.ShouldRefuse(429, "rate_limited").Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await gateway.As(Role.Clerk, TestGateway.Sibling, "modest", app).GetAsync("/api/v1/auth/me")).ShouldBe(200);
    }

    [Fact]
    public async Task A_tenant_that_floods_is_limited_however_many_its_users_are_and_another_is_not()
    {
        var app = await gateway.StartAsync(settings: ("RateLimit:PerTenantPerSecond", "5"));
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => gateway.As(Role.Clerk, TestGateway.Sibling, $"one-of-many-{i}", app).GetAsync("/api/v1/auth/me")));
        replies.Count(reply => reply.Status == 429).ShouldBeGreaterThan(30);
        (await gateway.As(Role.Clerk, TestGateway.Foreign, "neighbour", app).GetAsync("/api/v1/auth/me")).ShouldBe(200);
    }

    [Fact]
    public async Task An_address_without_a_token_is_limited_too()
    {
        var app = await gateway.StartAsync(settings: ("RateLimit:PerAddressPerSecond", "2"));
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => gateway.Anonymous(app).GetAsync("/api/v1/townships")));
        replies.ShouldAllBe(reply => reply.Status == 401 || reply.Status == 429);
        replies.Count(reply => reply.Status == 429).ShouldBeGreaterThan(20);
        (await gateway.As(Role.Clerk, TestGateway.Sibling, "with-token", app).GetAsync("/api/v1/auth/me")).ShouldBe(200);
    }

    [Fact]
    public async Task Passwords_cannot_be_guessed_by_the_thousand()
    {
        var app = await gateway.StartAsync(settings: ("RateLimit:SignInsPerMinute", "5"));
        var replies = new List<Reply>();
        for (var i = 0; i < 7; i++)
            replies.Add(await gateway.Anonymous(app).PostAsync("/api/v1/auth/token", $$"""{"userName":"clerk","password":"guess{{i}}"}"""));

        replies.Select(reply => reply.Status).ShouldBe([401, 401, 401, 401, 401, 429, 429]);
        replies[^1].ShouldRefuse(429, "rate_limited").Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_and_answers_of_the_api_are_not_cached()
    {
        var clerk = gateway.As(Role.Clerk, TestGateway.Sibling);
        foreach (var reply in new[]
        {
            await gateway.Anonymous().GetAsync("/health/live"), await gateway.Anonymous().GetAsync("/"), await gateway.Anonymous().GetAsync("/some/page"), await gateway.Anonymous().GetAsync("/no-such.css"),
            await gateway.Anonymous().GetAsync("/api/v1/townships"), await clerk.GetAsync("/api/v1/townships"), await clerk.GetAsync("/api/v1/nothing"),
            await clerk.GetAsync("/api/v1/townships?limit=0"), await clerk.GetAsync("/api/v1/townships?limit=many"), await clerk.PostAsync($"/api/v1/townships/{TestGateway.Sibling.Id}/officers", "{"),
            await clerk.GetAsync("/openapi/v1.json"),
        })
        {
            Header(reply, "Content-Security-Policy").ShouldContain("default-src 'self'", Case.Sensitive, reply.Asked);
            Header(reply, "X-Content-Type-Options").ShouldBe("nosniff", reply.Asked);
            Header(reply, "X-Frame-Options").ShouldBe("DENY", reply.Asked);
            Header(reply, "Referrer-Policy").ShouldBe("no-referrer", reply.Asked);
            reply.Headers.Contains("Server").ShouldBeFalse(reply.Asked);
            if (reply.Asked.StartsWith("GET /api", StringComparison.Ordinal) || reply.Asked.StartsWith("POST /api", StringComparison.Ordinal))
                Header(reply, "Cache-Control").ShouldContain("no-store", Case.Sensitive, reply.Asked);
            if (reply.Status >= 400 && reply.Asked.Contains(" /api", StringComparison.Ordinal))
                reply.ShouldRefuse(reply.Status);
        }
    }

    private static string Header(Reply reply, string name) => string.Join(",", reply.Headers.TryGetValues(name, out var values) ? values : []);
}
