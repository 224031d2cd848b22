namespace FaZhiCloud.Testing;

/// <summary>A clock that stands still until a test moves it. Timers are not driven: what is tested here asks for the time, it does not wait.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    /// <summary>Nine in the morning, Shanghai time.</summary>
    public static ManualTime On(int year, int month, int day) => new(new DateTimeOffset(year, month, day, 9, 0, 0, TimeSpan.FromHours(8)));

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
