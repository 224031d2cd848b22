using System.Collections.Immutable;

namespace FaZhiCloud.Domain;

/// <summary>One term of a certificate. Both ends are stored, never computed from the issue date (R-CERT-1).</summary>
/// <param name="Number">证号 on the card of this term.</param>
/// <param name="From">有效期起.</param>
/// <param name="To">有效期止, the last valid day.</param>
public sealed record CertificateTerm(string Number, DateOnly From, DateOnly To)
{
    internal Check Check() => new Check().Text("number", Number, 40).Day("validFrom", From).Day("validTo", To)
        .That(To > From, "validTo", "certificate.term_reversed", "有效期止应晚于有效期起", "must be later than validFrom");
}

public enum CertificateStanding
{
    /// <summary>在用.</summary>
    Held,

    /// <summary>已收缴: surrendered on transfer, retirement or dismissal.</summary>
    Surrendered,

    /// <summary>遗失: reported lost; a new card may follow.</summary>
    Lost,
}

/// <summary>行政执法证: terms as a chain, the last one holds.</summary>
public sealed record Certificate(string OfficerId, string Holder, string? Issuer, ImmutableList<CertificateTerm> Terms, CertificateStanding Standing = CertificateStanding.Held, DateOnly? StandingSince = null) : TownshipRecord
{
    public override string Area => "certificates";

    public override Period? On => Period.OfDay(Terms[0].From);

    public override string Title => $"{Holder} {Current.Number}";

    public CertificateTerm Current => Terms[^1];

    /// <summary>Whether its holder could act on it on a day.</summary>
    public bool IsValidOn(DateOnly day) =>
        Void is null && Terms.Any(term => term.From <= day && day <= term.To) && (Standing == CertificateStanding.Held || day < StandingSince);

    public override IEnumerable<DueItem> DueItems(TownshipState state) => Terms.Select((term, i) => new DueItem(
        $"{Id}/{i + 1}", Id, "certificate", Rules.CertificateTerm, $"{Holder}的行政执法证（{term.Number}）到期", term.To, new Moment(RecordedAt, "").Today,
        i == Terms.Count - 1 && Standing == CertificateStanding.Held && Void is null));

    /// <summary>The register of numbers in use, with this certificate's put in; a void one gives its numbers back.</summary>
    internal ImmutableDictionary<string, string> Numbers(ImmutableDictionary<string, string> register) => Void is null
        ? register.SetItem(Current.Number, Id)
        : register.RemoveRange(Terms.Select(term => term.Number));
}

/// <summary>Records a certificate that an officer was issued.</summary>
/// <param name="OfficerId">The officer.</param>
/// <param name="Number">证号, unique.</param>
/// <param name="ValidFrom">有效期起.</param>
/// <param name="ValidTo">有效期止.</param>
/// <param name="Issuer">发证机关.</param>
public sealed record RegisterCertificate(string OfficerId, string Number, DateOnly ValidFrom, DateOnly ValidTo, string? Issuer = null) : Command
{
    protected internal override Decision Decide(TownshipState state, Moment moment)
    {
        var term = new CertificateTerm(Number, ValidFrom, ValidTo);
        var check = term.Check().Text("issuer", Issuer, required: false);
        if (state.Find(OfficerId) is not EnforcementOfficer { Void: null } officer)
            return check.Add([Refusal.NoSuchRecord(OfficerId, "officerId")]).Or();
        return check
            .That(officer.Left is null, "officerId", "officer.left", $"{officer.Facts.Name}已离岗，不能持证", "the officer has left")
            .That(officer.Facts.OnQuota != false, "officerId", "officer.not_on_quota", $"{officer.Facts.Name}不是在编在岗人员，不得申领执法证", "only officers on the quota may hold a certificate")
            .That(state.HolderOfNumber(Number) is null, "number", "certificate.number_in_use", $"证号“{Number}”已登记", $"number '{Number}' is on record already")
            .Or(() => Decision.Of(new CertificateRegistered(state.NextId("cert"), OfficerId, officer.Facts.Name, Issuer, term)));
    }
}

/// <summary>换证、补证: a further term. It may overlap the running one, but must outlast it.</summary>
public sealed record RenewCertificate(DateOnly ValidFrom, DateOnly ValidTo, string? Number = null) : RecordCommand<Certificate>
{
    protected override Decision Decide(TownshipState state, Certificate record, Moment moment)
    {
        if (record.Standing == CertificateStanding.Surrendered)
            return Decision.Refuse(Refusal.Conflict("certificate.surrendered", "证件已收缴，不能换证", "the certificate is surrendered"));
        var term = new CertificateTerm(Number ?? record.Current.Number, ValidFrom, ValidTo);
        return term.Check()
            .That(ValidFrom > record.Current.From, "validFrom", "term.not_after_last", $"新证起始日应晚于上一期起始日（{record.Current.From:yyyy-MM-dd}）", "must begin after the last term began")
            .That(ValidTo > record.Current.To, "validTo", "term.not_longer", $"新证有效期止应晚于上一期（{record.Current.To:yyyy-MM-dd}）", "must outlast the last term")
            .That((state.HolderOfNumber(term.Number) ?? RecordId) == RecordId, "number", "certificate.number_in_use", $"证号“{term.Number}”已登记", $"number '{term.Number}' is on record already")
            .Or(new CertificateRenewed(RecordId, term));
    }
}

/// <summary>收缴.</summary>
public sealed record SurrenderCertificate(DateOnly On, string Reason) : RecordCommand<Certificate>
{
    protected override Decision Decide(TownshipState state, Certificate record, Moment moment) =>
        record.Standing == CertificateStanding.Surrendered
            ? Decision.Refuse(Refusal.Conflict("certificate.surrendered", "证件已收缴", "the certificate is surrendered already"))
            : new Check().Day("on", On).Text("reason", Reason).Or(new CertificateSurrendered(RecordId, On, Reason));
}

/// <summary>报失 (R-CERT-5).</summary>
public sealed record ReportCertificateLost(DateOnly On, string Reason) : RecordCommand<Certificate>
{
    protected override Decision Decide(TownshipState state, Certificate record, Moment moment) =>
        record.Standing != CertificateStanding.Held
            ? Decision.Refuse(Refusal.Conflict("certificate.not_held", "证件已收缴或已报失", "the certificate is surrendered or lost already"))
            : new Check().Day("on", On).Text("reason", Reason).Or(new CertificateLost(RecordId, On, Reason));
}

public sealed record CertificateRegistered(string RecordId, string OfficerId, string Holder, string? Issuer, CertificateTerm Term) : RecordAdded(RecordId)
{
    protected override TownshipRecord Create() => new Certificate(OfficerId, Holder, Issuer, [Term]) { Id = RecordId };
}

public sealed record CertificateRenewed(string RecordId, CertificateTerm Term) : RecordChanged<Certificate>(RecordId)
{
    protected override TownshipRecord Change(Certificate record, Stamp stamp) =>
        record with { Terms = record.Terms.Add(Term), Standing = CertificateStanding.Held, StandingSince = null };
}

public sealed record CertificateSurrendered(string RecordId, DateOnly On, string Reason) : RecordChanged<Certificate>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(Certificate record, Stamp stamp) => record with { Standing = CertificateStanding.Surrendered, StandingSince = On };
}

public sealed record CertificateLost(string RecordId, DateOnly On, string Reason) : RecordChanged<Certificate>(RecordId)
{
    public override string Why => Reason;

    protected override TownshipRecord Change(Certificate record, Stamp stamp) => record with { Standing = CertificateStanding.Lost, StandingSince = On };
}
