using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Tests.Http;

public sealed class IdempotencyTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    [Fact]
    public async Task A_write_without_a_readable_key_is_refused()
    {
        var (clerk, officers, township) = await TownshipAsync();
        foreach (var key in new[] { ApiClient.NoKey, new string('k', 201), "two words" })
            (await clerk.PostAsync(officers, """{"name":"李某"}""", key)).ShouldRefuse(400, "idempotency.key_missing", "Idempotency-Key");

        (await EventsAsync(township)).ShouldBe(0);
        (await clerk.PostAsync(officers, """{"name":"李某"}""", new string('k', 200))).ShouldBe(201);
    }

    [Fact]
    public async Task A_repetition_gets_the_same_answer_to_the_byte_and_writes_nothing()
    {
        var (clerk, officers, township) = await TownshipAsync();
        var first = (await clerk.PostAsync(officers, """{"name":"李某"}""", "repeat")).ShouldBe(201);
        (await clerk.PostAsync(officers, """{"name":"王某"}""")).ShouldBe(201);

        var again = (await clerk.PostAsync(officers, """{"name":"李某"}""", "repeat")).ShouldBe(201);

        first.IsReplay.ShouldBeFalse();
        again.IsReplay.ShouldBeTrue();
        again.Body.ShouldBe(first.Body);
        again.ETag.ShouldBe(first.ETag);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.ContentHeaders.ContentType!.ToString().ShouldBe(first.ContentHeaders.ContentType!.ToString());
        (await EventsAsync(township)).ShouldBe(2);
    }

    [Fact]
    public async Task A_repetition_is_recognised_even_where_the_command_could_not_be_carried_out_again()
    {
        var (clerk, officers, _) = await TownshipAsync();
        var officer = (await clerk.PostAsync(officers, """{"name":"李某"}""")).ShouldBe(201).RecordId;
        var release = $"{officers}/{officer}/release";
        var first = (await clerk.PostAsync(release, """{"on":"2026-03-01","reason":"调离"}""", "leave")).ShouldBe(200);

        (await clerk.PostAsync(release, """{"on":"2026-03-01","reason":"调离"}""", "leave")).ShouldBe(200).Body.ShouldBe(first.Body);
        (await clerk.PostAsync(release, """{"on":"2026-03-01","reason":"调离"}""")).ShouldRefuse(409, "officer.left");
    }

    [Fact]
    public async Task A_key_used_for_another_body_another_place_or_another_condition_is_refused()
    {
        var (clerk, officers, township) = await TownshipAsync();
        (await clerk.PostAsync(officers, """{"name":"李某"}""", "once")).ShouldBe(201);

        (await clerk.PostAsync(officers, """{"name":"王某"}""", "once")).ShouldRefuse(422, "idempotency.key_reused", "Idempotency-Key");
        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/study-plan", """{"due":"2026","kind":"lecture","topic":"宪法"}""", "once")).ShouldRefuse(422, "idempotency.key_reused");
        (await clerk.PostAsync(officers, """{"name":"李某"}""", "once", ifMatch: "\"1\"")).ShouldRefuse(422, "idempotency.key_reused");
        (await EventsAsync(township)).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_request_does_not_use_its_key_up()
    {
        var (clerk, officers, _) = await TownshipAsync();
        (await clerk.PostAsync(officers, """{"name":""}""", "mended")).ShouldRefuse(422);
        (await clerk.PostAsync(officers, """{"name":"李某"}""", "mended")).ShouldBe(201).IsReplay.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_persons_key_is_another_key()
    {
        var (clerk, officers, township) = await TownshipAsync();
        (await clerk.PostAsync(officers, """{"name":"李某"}""", "mine")).ShouldBe(201);
        (await gateway.As(Role.County, TestGateway.County).PostAsync(officers, """{"name":"李某"}""", "mine")).ShouldBe(201).IsReplay.ShouldBeFalse();
        (await EventsAsync(township)).ShouldBe(2);
    }

    [Fact]
    public async Task Twenty_requests_at_once_with_one_key_write_once_and_all_hear_the_same()
    {
        var (clerk, officers, township) = await TownshipAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => clerk.PostAsync(officers, """{"name":"李某"}""", "rush")));

        replies.ShouldAllBe(reply => reply.Status == 201);
        replies.Select(reply => reply.Text).Distinct().ShouldHaveSingleItem();
        replies.Count(reply => !reply.IsReplay).ShouldBe(1);
        (await EventsAsync(township)).ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_requests_at_once_over_two_gateways_write_once_and_all_hear_the_same()
    {
        var (clerk, officers, township) = await TownshipAsync();
        var other = gateway.As(Role.Clerk, township, $"clerk-{township.Code}", await gateway.StartAsync());

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? clerk : other).PostAsync(officers, """{"name":"李某"}""", "rush-2")));

        replies.ShouldAllBe(reply => reply.Status == 201);
        replies.Select(reply => reply.Text).Distinct().ShouldHaveSingleItem();
        (await EventsAsync(township)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_gateways_that_write_to_one_township_by_turns_lose_nothing()
    {
        var (clerk, officers, township) = await TownshipAsync();
        var other = gateway.As(Role.Clerk, township, $"clerk-{township.Code}", await gateway.StartAsync());

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => RetryAsync(i % 2 == 0 ? clerk : other, officers, i)));

        replies.ShouldAllBe(reply => reply.Status == 201);
        replies.Select(reply => reply.RecordId).Distinct().Count().ShouldBe(40);
        (await EventsAsync(township)).ShouldBe(40);

        static async Task<Reply> RetryAsync(ApiClient client, string officers, int i)
        {
            for (var attempt = 0; ; attempt++)
            {
                var reply = await client.PostAsync(officers, $$"""{"name":"李{{i}}"}""", $"turn-{i}");
                if (reply.Status != 503 || attempt == 20)
                    return reply;
                reply.ShouldRefuse(503, "busy");
            }
        }
    }

    [Fact]
    public async Task Who_changes_what_she_has_not_seen_is_told_so()
    {
        var (clerk, officers, township) = await TownshipAsync();
        var officer = (await clerk.PostAsync(officers, """{"name":"李某"}""")).ShouldBe(201).RecordId;
        var record = $"/api/v1/townships/{township.Id}/records/{officer}";
        var correct = $"{officers}/{officer}/corrections";
        var seen = (await clerk.GetAsync(record)).ShouldBe(200).ETag!;
        seen.ShouldBe("\"1\"");

        var changed = (await clerk.PostAsync(correct, """{"facts":{"name":"李一"},"reason":"录入有误"}""", ifMatch: seen)).ShouldBe(200);
        (await clerk.GetAsync(record)).ETag.ShouldBe(changed.ETag);

        (await clerk.PostAsync(correct, """{"facts":{"name":"李二"},"reason":"录入有误"}""", ifMatch: seen)).ShouldRefuse(412, "record.changed");
        (await clerk.PostAsync(correct, """{"facts":{"name":"李三"},"reason":"录入有误"}""", ifMatch: "yesterday")).ShouldRefuse(400, "if_match.unreadable", "If-Match");
        (await clerk.PostAsync(correct, """{"facts":{"name":"李四"},"reason":"录入有误"}""", ifMatch: "*")).ShouldBe(200);
        (await clerk.PostAsync($"/api/v1/townships/{township.Id}/records/{officer}/void", """{"reason":"重复"}""", ifMatch: seen)).ShouldRefuse(412, "record.changed");
        (await clerk.GetAsync(record)).Json.GetProperty("title").GetString().ShouldBe("李四");
    }

    [Fact]
    public async Task Of_two_who_saw_the_same_version_one_wins()
    {
        var (clerk, officers, township) = await TownshipAsync();
        var officer = (await clerk.PostAsync(officers, """{"name":"李某"}""")).ShouldBe(201).RecordId;

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            clerk.PostAsync($"{officers}/{officer}/corrections", $$"""{"facts":{"name":"李{{i}}"},"reason":"录入有误"}""", ifMatch: "\"1\"")));

        replies.Count(reply => reply.Status == 200).ShouldBe(1);
        replies.Count(reply => reply.Status == 412).ShouldBe(9);
        (await EventsAsync(township)).ShouldBe(2);
    }

    private Task<long> EventsAsync(Division township) => gateway.ScalarAsync<long>($"select count(*) from journal where township_id = '{township.Id}'");

    private async Task<(ApiClient Clerk, string Officers, Division Township)> TownshipAsync()
    {
        var township = await gateway.TownshipAsync();
        return (gateway.As(Role.Clerk, township, $"clerk-{township.Code}"), $"/api/v1/townships/{township.Id}/officers", township);
    }
}
