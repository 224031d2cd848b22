using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using FaZhiCloud.Domain;
using FaZhiCloud.Grains;
using FaZhiCloud.Testing;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Cluster.Tests.Golden;

/// <summary>
/// During an upgrade gateways and silos of two versions speak with each other and read each other's snapshots. Each form has a file as
/// the first version wrote it: a newer one must read it and write the same bytes again, which is what the older one can read. A new form: run
/// once with GOLDEN=write and commit the file. An old file is never rewritten; where a form must change so that it cannot be read,
/// <see cref="Payload.Current"/> or <see cref="Snapshot.Format"/> goes up.
/// </summary>
public sealed class GoldenPayloadTests
{
    private static readonly TownshipState State = Scripted();

    public static TheoryData<string> Names => [.. Samples().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_form_of_the_first_version_is_read_and_written_again_byte_for_byte(string name)
    {
        var (written, again) = Samples()[name];
        var file = Path.Combine(Folder(), $"{name}.json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("GOLDEN") == "write")
            File.WriteAllText(file, written + "\n");
        File.Exists(file).ShouldBeTrue($"{name} has no golden file; run once with GOLDEN=write");
        var golden = File.ReadAllText(file).TrimEnd();

        again(golden).ShouldBe(golden);
        again(written).ShouldBe(written);
    }

    [Fact]
    public void Every_command_and_every_view_has_a_golden_file() =>
        DomainJson.Derived(typeof(Command)).Select(type => $"command-{DomainJson.NameOf(type)}").Concat(DomainJson.Derived(typeof(View)).Select(type => $"view-{DomainJson.NameOf(type)}"))
            .Except(Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file))).ShouldBeEmpty();

    [Fact]
    public void A_newer_silos_answer_may_say_more_than_the_gateway_knows()
    {
        var page = JsonNode.Parse(Encoding.UTF8.GetString(Payload.Of(new RecordsView("officers", Limit: 1).Of(State)).Json))!.AsObject();
        page["inventedLater"] = "x";
        page["items"]![0]!["inventedLater"] = 1;

        new Payload(Payload.Current, Bytes(page)).ReadAnswer<RecordPage>().Items.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_wish_with_more_than_the_silo_knows_is_refused_rather_than_kept_in_part()
    {
        var view = JsonNode.Parse(Encoding.UTF8.GetString(Payload.Of<View>(new VersionView()).Json))!.AsObject();
        view["inventedLater"] = "x";

        Should.Throw<System.Text.Json.JsonException>(() => new Payload(Payload.Current, Bytes(view)).Read<View>());
        Should.Throw<NotSupportedException>(() => new Payload(Payload.Current + 1, Bytes(view)).Read<View>());
    }

    [Fact]
    public void A_snapshot_of_another_format_reads_as_none() =>
        new VersionedJson().Deserialize<StoredSnapshot>(new BinaryData($$$"""{"format":{{{Snapshot.Format + 1}}},"state":{"whatever":[1]} }""")).ShouldBeNull();

    /// <summary>Each form by name: as this version writes it, and how to read text and write it again.</summary>
    private static SortedDictionary<string, (string Written, Func<string, string> Again)> Samples()
    {
        var samples = new SortedDictionary<string, (string, Func<string, string>)>(StringComparer.Ordinal);
        for (var code = 0; code < CommandScript.Kinds * 3; code++)
        {
            var command = CommandScript.Make(State, code + (CommandScript.Kinds * 10));
            samples.TryAdd($"command-{DomainJson.NameOf(command.GetType())}", Wish(new CommandEnvelope(command, "clerk", "key-1", [1, 2, 3])));
        }

        foreach (var view in new View[] { new RecordsView("officers", Year: 2026, Limit: 2), new RecordView("officer-1"), new OverviewView(2026), new VersionView(), Report() })
            samples.Add($"view-{DomainJson.NameOf(view.GetType())}", Wish(view));
        samples.Add("answer-records", Reply(new RecordsView("officers", Limit: 2).Of(State)));
        samples.Add("answer-record", Reply(new RecordView("officer-1").Of(State)));
        samples.Add("answer-overview", Reply(new OverviewView(2026).Of(State)));
        samples.Add("answer-report", Reply(Report().Of(State)));
        samples.Add("outcome-done", Reply(OutcomeMessage.Of(new Outcome.Done([123, 125], Replayed: true))));
        samples.Add("outcome-refused", Reply(OutcomeMessage.Of(new Outcome.Refused([Refusal.Invalid("name", "field.required", "必填", "is required")]))));
        samples.Add("outcome-key-reused", Reply(OutcomeMessage.Of(new Outcome.KeyReused())));
        samples.Add("outcome-busy", Reply(OutcomeMessage.Of(new Outcome.Busy())));
        var storage = new VersionedJson();
        samples.Add("snapshot", (storage.Serialize(new StoredSnapshot { Snapshot = Snapshot.Of(State) }).ToString(), text => storage.Serialize(storage.Deserialize<StoredSnapshot>(new BinaryData(text))).ToString()));
        return samples;
    }

    private static (string, Func<string, string>) Wish<T>(T value) => (Text(Payload.Of(value)), text => Text(Payload.Of(new Payload(Payload.Current, Encoding.UTF8.GetBytes(text)).Read<T>())));

    private static (string, Func<string, string>) Reply<T>(T value) => (Text(Payload.Of(value)), text => Text(Payload.Of(new Payload(Payload.Current, Encoding.UTF8.GetBytes(text)).ReadAnswer<T>())));

    private static ReportView Report() => new(new(2026, new(2026, 12, 31), new("测试乡", UnitKind.Township, "测试县"), ReportTemplate.Statutory));

    /// <summary>A township in which something of each kind has happened.</summary>
    private static TownshipState Scripted()
    {
        var (state, moment) = (TownshipState.Empty, new Moment(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero), "clerk"));
        for (var code = 0; code < CommandScript.Kinds * 4; code++)
        {
            if (CommandScript.Make(state, code) is var command and not VoidRecord && Township.Decide(state, command, moment) is { IsRefused: false } decision)
                state = decision.Events.Aggregate(state, (before, happened) => Township.Apply(before, happened, moment.Now, moment.Actor));
        }

        return state;
    }

    private static string Text(Payload payload) => Encoding.UTF8.GetString(payload.Json);

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "v1");
}
