namespace FaZhiCloud.Domain;

/// <summary>A certificate of a facts file; its officer is named, or given by record id.</summary>
public sealed record ImportedCertificate(string Officer, string Number, DateOnly ValidFrom, DateOnly ValidTo, string? Issuer = null);

/// <summary>A leading group of a facts file.</summary>
public sealed record ImportedGroup(string Name, Composition Composition);

/// <summary>The clerk's words for a place of the report.</summary>
public sealed record ImportedProse(string Place, string Text);

/// <summary>A township's year in one file. All of it is recorded, or nothing.</summary>
/// <param name="Year">The year of prose, and the year of the file.</param>
/// <param name="Township">Name of the township, for the reader; not used.</param>
public sealed record TownshipYearFacts(
    int Year,
    string? Township = null,
    ProfileFacts? Profile = null,
    IReadOnlyList<ImportedGroup>? LeadingGroups = null,
    IReadOnlyList<AdviserContractFacts>? AdviserContracts = null,
    EnforcementForceFacts? EnforcementForce = null,
    IReadOnlyList<OfficerFacts>? Officers = null,
    IReadOnlyList<ImportedCertificate>? Certificates = null,
    IReadOnlyList<StudyPlanItemFacts>? StudyPlan = null,
    IReadOnlyList<StudySessionFacts>? StudySessions = null,
    IReadOnlyList<MajorDecisionFacts>? Decisions = null,
    IReadOnlyDictionary<string, IReadOnlyList<LedgerEntryFacts>>? Ledgers = null,
    IReadOnlyList<ImportedProse>? Prose = null);

/// <summary>
/// Loads a facts file: every entry is decided by the command a user would give for it, in one transaction.
/// Refusals name the place in the file: <c>ledgers.publicity[3].fields.people</c>.
/// </summary>
public sealed record ImportFacts(TownshipYearFacts Facts) : Command
{
    /// <summary>Most entries of one list of a file; a busy township's year has some hundreds.</summary>
    public const int MostEntries = 2_000;

    protected internal override Decision Decide(TownshipState state, Moment moment)
    {
        var import = new Import(state, moment);
        if (Facts.Profile is { } profile)
            import.Give("profile", new UpdateProfile(profile));
        import.Each("leadingGroups", Facts.LeadingGroups, group => new EstablishLeadingGroup(group.Name, group.Composition));
        import.Each("adviserContracts", Facts.AdviserContracts, contract => new SignAdviserContract(contract));
        if (Facts.EnforcementForce is { } force)
            import.Give("enforcementForce", new UpdateEnforcementForce(force));
        import.Each("officers", Facts.Officers, officer => new AppointOfficer(officer));
        import.Each("certificates", Facts.Certificates, certificate => new RegisterCertificate(
            import.State.Of<EnforcementOfficer>().FirstOrDefault(officer => officer.Facts.Name == certificate.Officer)?.Id ?? certificate.Officer,
            certificate.Number, certificate.ValidFrom, certificate.ValidTo, certificate.Issuer));
        import.Each("studyPlan", Facts.StudyPlan, item => new PlanStudy(item));
        import.Each("studySessions", Facts.StudySessions, session => new RecordStudySession(session));
        import.Each("decisions", Facts.Decisions, decision => new OpenDecision(decision));
        foreach (var (ledger, entries) in Facts.Ledgers ?? new Dictionary<string, IReadOnlyList<LedgerEntryFacts>>())
            import.Each($"ledgers.{ledger}", entries, entry => new RecordLedgerEntry(ledger, entry));
        import.Each("prose", Facts.Prose, prose => new WriteProse(Facts.Year, prose.Place, prose.Text));
        return import.Outcome();
    }

    private sealed class Import(TownshipState state, Moment moment)
    {
        private readonly List<TownshipEvent> events = [];
        private readonly List<Refusal> refusals = [];

        public TownshipState State { get; private set; } = state;

        public void Each<T>(string place, IReadOnlyList<T>? facts, Func<T, Command> command)
        {
            if (facts?.Count > MostEntries)
            {
                refusals.Add(Refusal.Invalid(place, "field.too_many", $"一次最多导入 {MostEntries} 条，现为 {facts.Count} 条，请分批导入", $"at most {MostEntries} entries at once, got {facts.Count}"));
                return;
            }

            for (var i = 0; i < facts?.Count; i++)
                Give($"{place}[{i}]", command(facts[i]));
        }

        public void Give(string place, Command command)
        {
            var decision = Township.Decide(State, command, moment);
            refusals.AddRange(decision.Refusals.Select(refusal => refusal with { Field = refusal.Field is null ? place : $"{place}.{refusal.Field}", Kind = RefusalKind.Invalid }));
            foreach (var happened in decision.Events)
            {
                events.Add(happened);
                State = Township.Apply(State, happened, moment.Now, moment.Actor);
            }
        }

        public Decision Outcome() => refusals.Count > 0 ? Decision.Refuse(refusals)
            : events.Count > 0 ? Decision.Of([.. events])
            : Decision.Refuse(new Refusal("import.empty", RefusalKind.Invalid, "文件中没有可导入的内容", "the file holds nothing to import"));
    }
}
