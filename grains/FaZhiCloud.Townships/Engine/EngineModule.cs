using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace FaZhiCloud.Townships;

/// <summary>How a process runs townships.</summary>
public enum EngineKind
{
    /// <summary>As actors in this process: one machine.</summary>
    Embedded,

    /// <summary>As grains, in a silo inside this process.</summary>
    Orleans,

    /// <summary>As grains in other processes' silos.</summary>
    Client,
}

/// <summary>
/// The cluster engine as seen by a host that does not know whether it was built. The assembly that holds it names its type with
/// <see cref="ClusterEngineAttribute"/>.
/// </summary>
public abstract class ClusterEngine
{
    private const string Assembly = "FaZhiCloud.Grains";

    /// <summary>The engine that was built with this program; null where its packages were not to be had.</summary>
    public static ClusterEngine? Find()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, $"{Assembly}.dll")))
            return null;
        return System.Reflection.Assembly.Load(Assembly).GetCustomAttribute<ClusterEngineAttribute>() is { } named ? (ClusterEngine)Activator.CreateInstance(named.Engine)! : null;
    }

    /// <summary>Adds <see cref="ITownships"/> over the cluster, and the silo itself where <paramref name="kind"/> says so.</summary>
    /// <param name="host">The program being put together; its configuration holds the cluster's settings.</param>
    /// <param name="kind"><see cref="EngineKind.Orleans"/> or <see cref="EngineKind.Client"/>.</param>
    /// <param name="database">The service's connection string.</param>
    public abstract void AddTo(IHostApplicationBuilder host, EngineKind kind, string database);
}

/// <summary>Names the cluster engine of an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClusterEngineAttribute(Type engine) : Attribute
{
    /// <summary>A <see cref="ClusterEngine"/> with a constructor without parameters.</summary>
    public Type Engine { get; } = engine;
}
