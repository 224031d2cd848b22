using System.Collections.Concurrent;
using FaZhiCloud.Domain;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaZhiCloud.Townships;

/// <summary>Settings of the embedded engine.</summary>
public sealed record EmbeddedEngineOptions
{
    /// <summary>Townships kept in memory at most, but for those in use at this moment; about 30 KB each for a usual year.</summary>
    public int MostActive { get; init; } = 5_000;

    /// <summary>A township that nobody used for so long is let go.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Events between snapshots.</summary>
    public int SnapshotEvery { get; init; } = TownshipActor.DefaultSnapshotEvery;
}

/// <summary>The engine for one machine: townships as actors in this process, over the same journal as the Orleans engine.</summary>
public sealed class EmbeddedTownships : ITownships, IDisposable
{
    private readonly ConcurrentDictionary<TownshipAddress, Seat> seats = new();
    private readonly TownshipJournal journal;
    private readonly TimeProvider time;
    private readonly EmbeddedEngineOptions options;
    private readonly ILogger log;
    private readonly ITimer sweep;

    public EmbeddedTownships(TownshipJournal journal, TimeProvider time, EmbeddedEngineOptions? options = null, ILogger<EmbeddedTownships>? log = null)
    {
        (this.journal, this.time, this.options, this.log) = (journal, time, options ?? new(), log ?? NullLogger<EmbeddedTownships>.Instance);
        var period = TimeSpan.FromTicks(Math.Max(this.options.IdleAfter.Ticks / 4, TimeSpan.TicksPerSecond));
        sweep = time.CreateTimer(_ => LetIdleGo(), null, period, period);
    }

    /// <summary>Townships in memory now.</summary>
    public int Active => seats.Count;

    public async Task<Outcome> ExecuteAsync(TownshipAddress address, CommandEnvelope envelope, CancellationToken cancellationToken = default)
    {
        using var turn = await TakeTurnAsync(address, cancellationToken);
        return await turn.Actor.ExecuteAsync(envelope, cancellationToken);
    }

    public async Task<TResult> ReadAsync<TResult>(TownshipAddress address, View<TResult> view, CancellationToken cancellationToken = default)
    {
        // The state is immutable: what is in memory can be read while a command is being written.
        if (seats.TryGetValue(address, out var seat) && seat.Actor.Current is { } state)
        {
            seat.UsedAt = time.GetTimestamp();
            return view.Of(state);
        }

        using var turn = await TakeTurnAsync(address, cancellationToken);
        return view.Of(await turn.Actor.StateAsync(cancellationToken));
    }

    public void Dispose() => sweep.Dispose();

    private async Task<Turn> TakeTurnAsync(TownshipAddress address, CancellationToken cancellationToken)
    {
        while (true)
        {
            var seat = seats.GetOrAdd(address, static (address, engine) => new Seat(engine.Actor(address)), this);
            await seat.Gate.WaitAsync(cancellationToken);
            if (seat.LetGo)
            {
                seat.Gate.Release();
                continue;
            }

            seat.UsedAt = time.GetTimestamp();
            if (seats.Count > options.MostActive)
                LetGo(seats.Count - options.MostActive * 9 / 10, TimeSpan.Zero, seat);
            return new Turn(this, address, seat);
        }
    }

    private TownshipActor Actor(TownshipAddress address) => new(address, journal, time, options.SnapshotEvery, log);

    private void LetIdleGo() => LetGo(int.MaxValue, options.IdleAfter, null);

    /// <summary>Lets the longest unused townships go, at most <paramref name="most"/>; one in use is passed over.</summary>
    private void LetGo(int most, TimeSpan idleFor, Seat? keep)
    {
        var idle = seats.Where(pair => pair.Value != keep && time.GetElapsedTime(pair.Value.UsedAt) >= idleFor).OrderBy(pair => pair.Value.UsedAt).Take(most);
        foreach (var (address, seat) in idle.ToList())
            LetGo(address, seat);
    }

    /// <summary>Lets one township go unless it is in use.</summary>
    private void LetGo(TownshipAddress address, Seat seat)
    {
        if (!seat.Gate.Wait(0))
            return;
        seat.LetGo = true;
        seats.TryRemove(new(address, seat));
        seat.Gate.Release();
    }

    /// <summary>
    /// Ends a turn. A burst over more townships than the setting allows finds none to let go while all are in use: each then leaves as its own turn ends.
    /// </summary>
    private void EndTurn(TownshipAddress address, Seat seat)
    {
        seat.Gate.Release();
        if (seats.Count > options.MostActive)
            LetGo(address, seat);
    }

    /// <summary>A township's place in memory: its actor, and the gate that lets one command in at a time.</summary>
    private sealed class Seat(TownshipActor actor)
    {
        public TownshipActor Actor { get; } = actor;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public long UsedAt { get; set; }

        /// <summary>Set, under the gate, when the seat has left the table: whoever still waits takes a new one.</summary>
        public bool LetGo { get; set; }
    }

    private readonly struct Turn(EmbeddedTownships engine, TownshipAddress address, Seat seat) : IDisposable
    {
        public TownshipActor Actor => seat.Actor;

        public void Dispose() => engine.EndTurn(address, seat);
    }
}
