using System.Text.Json.Nodes;
using FaZhiCloud.Gateway.Security;

namespace FaZhiCloud.Gateway.Tests.Imports;

public sealed class ImportTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    public static readonly TheoryData<string> Files = [.. Directory.EnumerateFiles(Folder, "*-20*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Demo");

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_demo_file_is_taken_once_and_a_replay_changes_nothing(string file)
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township, $"clerk-{file}");
        var facts = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var imports = $"/api/v1/townships/{township.Id}/imports";

        var first = (await clerk.PostAsync(imports, facts, "year")).ShouldBe(201);
        var stored = await gateway.StoredAsync();
        first.Json.GetProperty("records").GetInt32().ShouldBeGreaterThan(10);

        var again = (await clerk.PostAsync(imports, facts, "year")).ShouldBe(201);
        again.IsReplay.ShouldBeTrue();
        again.Body.ShouldBe(first.Body);
        (await gateway.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task One_bad_row_refuses_the_whole_file_by_the_rows_path()
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        var facts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "guanzi-2023.json")))!.AsObject();
        var publicity = facts["ledgers"]!["publicity"]!.AsArray();
        publicity.Add(JsonNode.Parse("""{"on":"2023-05-04","fields":{"form":"campaign","people":-3}}"""));
        facts["certificates"] = JsonNode.Parse("""[{"officer":"无此人","number":"川N1","validFrom":"2023-01-01","validTo":"2022-01-01"}]""");
        var before = await gateway.StoredAsync();

        var reply = (await clerk.PostAsync($"/api/v1/townships/{township.Id}/imports", facts.ToJsonString())).ShouldRefuse(422);

        reply.Fields.ShouldBe(["certificates[0].validTo", "certificates[0].officerId", $"ledgers.publicity[{publicity.Count - 1}].fields.people"]);
        (await gateway.StoredAsync()).ShouldBe(before);
        (await clerk.GetAsync($"/api/v1/townships/{township.Id}")).ShouldBe(200).Json.GetProperty("version").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task What_a_file_says_in_a_wrong_form_is_named_by_its_path_too()
    {
        var township = await gateway.TownshipAsync();
        var clerk = gateway.As(Role.Clerk, township);
        foreach (var (facts, field) in new[]
        {
            ("""{"year":2023,"ledgers":{"publicity":[{"on":"2023-13-01","fields":{"form":"campaign"}}]}}""", "ledgers.publicity[0].on"),
            ("""{"year":2023,"studySessions":[{"on":"2023","kind":"lecture","sessions":"几次"}]}""", "studySessions[0].sessions"),
            ("""{"year":2023,"studySession":[]}""", "studySession"),
            ("""{"year":2023,"officers":[{"name":"甲"},{"nam":"乙"}]}""", "officers[1].nam"),
        })
        {
            (await clerk.PostAsync($"/api/v1/townships/{township.Id}/imports", facts)).ShouldRefuse(400, field: field);
        }
    }
}
