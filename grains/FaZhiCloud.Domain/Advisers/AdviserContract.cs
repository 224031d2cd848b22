using System.Collections.Immutable;

namespace FaZhiCloud.Domain;

/// <summary>A lawyer who serves under a contract.</summary>
public sealed record ContractLawyer(string Name, string? LicenceNumber = null);

/// <summary>The time a contract covers. Either end may be unknown where old papers do not say; without an end nothing can be announced.</summary>
public sealed record ContractTerm(DateOnly? From = null, DateOnly? To = null)
{
    internal Check Check() => new Check("term.").Day("from", From, required: false).Day("to", To, required: false)
        .Order("to", From, To, "合同终止日不能早于起始日", "the contract must not end before it begins");
}

/// <summary>What an adviser contract says.</summary>
/// <param name="SignedOn">When it was signed, or the year it is known from.</param>
/// <param name="Firm">律师事务所; null where only the number of advisers is known.</param>
/// <param name="Lawyers">Named lawyers.</param>
/// <param name="Advisers">法律顾问人数, 名.</param>
/// <param name="Duties">What the adviser is engaged for, one duty an entry.</param>
/// <param name="Term">The time it covers.</param>
public sealed record AdviserContractFacts(
    Period SignedOn,
    string? Firm = null,
    IReadOnlyList<ContractLawyer>? Lawyers = null,
    Quantity? Advisers = null,
    IReadOnlyList<string>? Duties = null,
    ContractTerm? Term = null)
{
    internal Check Check()
    {
        var check = new Check().During("signedOn", SignedOn).Text("firm", Firm, required: false).Texts("duties", Duties)
            .Count("advisers", Advisers).Length("lawyers", Lawyers?.Count ?? 0)
            .That(Firm is not null || Lawyers?.Count > 0 || Advisers is not null, "firm", "adviser.unnamed", "请填写律所、律师或顾问人数之一", "name the firm, a lawyer or the number of advisers");
        for (var i = 0; i < Math.Min(Lawyers?.Count ?? 0, Domain.Check.ListLength); i++)
            check.Text($"lawyers[{i}].name", Lawyers![i].Name, 40).Text($"lawyers[{i}].licenceNumber", Lawyers[i].LicenceNumber, 40, required: false);
        return check.Add(Term?.Check().Refusals ?? []);
    }
}

/// <summary>法律顾问合同 with its terms as a chain; the last term holds.</summary>
public sealed record AdviserContract(AdviserContractFacts Facts, ImmutableList<ContractTerm> Terms, ContractEnd? Ended = null) : TownshipRecord
{
    public override string Area => "adviser-contracts";

    public override Period? On => Facts.SignedOn;

    public override string Title => string.Join(" ", new[] { Facts.Firm, Facts.Lawyers is [var first, ..] ? first.Name : null }.Where(text => text is not null)) is { Length: > 0 } named
        ? named
        : $"法律顾问{Facts.Advisers?.ToText("名")}";

    public ContractTerm Current => Terms[^1];

    /// <summary>Whether it was in force at some time of a year; an unknown end counts as open.</summary>
    public bool CoversYear(int year) =>
        Facts.SignedOn.Year <= year && (Ended is null || Ended.On.Year >= year) && (Current.To ?? DateOnly.MaxValue).Year >= year;

    public override IEnumerable<DueItem> DueItems(TownshipState state) => Terms.SelectMany((term, i) => term.To is not { } to ? [] : new[]
    {
        new DueItem($"{Id}/{i + 1}", Id, "adviser-contract", Rules.AdviserTerm, $"法律顾问合同（{Title}）到期", to, new Moment(RecordedAt, "").Today,
            i == Terms.Count - 1 && Ended is null && Void is null),
    });
}

/// <summary>The end of a contract before its time, or its last day.</summary>
public sealed record ContractEnd(DateOnly On, string Reason);

/// <summary>聘请法律顾问.</summary>
public sealed record SignAdviserContract(AdviserContractFacts Facts) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment) =>
        Facts.Check().Or(() => Decision.Of(new AdviserContractSigned(state.NextId("adviser"), Facts)));
}

/// <summary>续聘: a further term that follows the last.</summary>
public sealed record RenewAdviserContract(DateOnly From, DateOnly To) : RecordCommand<AdviserContract>
{
    protected override Decision Decide(TownshipState state, AdviserContract record, Moment moment) =>
        record.Ended is not null
            ? Decision.Refuse(Refusal.Conflict("adviser.ended", "合同已终止，请另行登记新合同", "the contract has ended; record a new one"))
            : new Check().Day("from", From).Day("to", To).Order("to", From, To, "终止日不能早于起始日", "must not end before it begins")
                .That(record.Current.To is null || From > record.Current.To, "from", "term.overlaps", $"续聘应在上一期届满（{record.Current.To:yyyy-MM-dd}）之后开始", "must begin after the last term")
                .Or(new AdviserContractRenewed(RecordId, new ContractTerm(From, To)));
}

/// <summary>终止合同.</summary>
public sealed record EndAdviserContract(DateOnly On, string Reason) : RecordCommand<AdviserContract>
{
    protected override Decision Decide(TownshipState state, AdviserContract record, Moment moment) =>
        record.Ended is not null
            ? Decision.Refuse(Refusal.Conflict("adviser.ended", "合同已终止", "the contract has ended already"))
            : new Check().Day("on", On).Text("reason", Reason).Or(new AdviserContractEnded(RecordId, On, Reason));
}

public sealed record AdviserContractSigned(string RecordId, AdviserContractFacts Facts) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new AdviserContract(Facts, [Facts.Term ?? new ContractTerm()]) { Id = RecordId };
}

public sealed record AdviserContractRenewed(string RecordId, ContractTerm Term) : RecordChanged<AdviserContract>(RecordId)
{
    protected override TownshipRecord Change(AdviserContract record, Stamp stamp) => record with { Terms = record.Terms.Add(Term) };
}

public sealed record AdviserContractEnded(string RecordId, DateOnly On, string Reason) : RecordChanged<AdviserContract>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(AdviserContract record, Stamp stamp) => record with { Ended = new ContractEnd(On, Reason) };
}
