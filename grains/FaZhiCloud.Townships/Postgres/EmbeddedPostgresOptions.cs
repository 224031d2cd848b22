namespace FaZhiCloud.Townships.Postgres;

/// <summary>How to run the private server.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Made on first start. Its lock and password lie beside it (<c>X.lock</c>, <c>X.password</c>), so its parent must be writable.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Port on 127.0.0.1; null takes a free one at each start.</summary>
    public int? Port { get; init; }

    /// <summary>False gives up crash safety for speed: only for tests that do not test durability.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Hears one short sentence for each step that takes time.</summary>
    public Action<string>? Progress { get; init; }
}
