namespace FaZhiCloud.Domain;

/// <summary>The township as a state machine: no clock, no I/O, no dependencies.</summary>
public static class Township
{
    /// <summary>What a command does in a state: events to record, or refusals. Never throws for what a user can cause.</summary>
    public static Decision Decide(TownshipState state, Command command, Moment moment) => command.Decide(state, moment);

    /// <summary>The state after an event.</summary>
    public static TownshipState Apply(TownshipState state, TownshipEvent happened, DateTimeOffset at, string actor)
    {
        var stamp = new Stamp(state.Version + 1, at, actor);
        return happened.Apply(state, stamp) with { Version = stamp.Version };
    }
}
