using Microsoft.EntityFrameworkCore;

namespace FaZhiCloud.Bench.Plain;

/// <summary>The plain way: current rows, changed in place, with an audit table beside them.</summary>
internal sealed class PlainDb(DbContextOptions<PlainDb> options) : DbContext(options)
{
    public DbSet<PlainTownship> Townships => Set<PlainTownship>();

    public DbSet<PlainRecord> Records => Set<PlainRecord>();

    public DbSet<PlainDueItem> DueItems => Set<PlainDueItem>();

    public DbSet<PlainAudit> Audits => Set<PlainAudit>();

    public DbSet<PlainKey> Keys => Set<PlainKey>();

    public DbSet<PlainAlert> Alerts => Set<PlainAlert>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("plain");
        modelBuilder.Entity<PlainTownship>().HasIndex(township => new { township.TenantId, township.Code }).IsUnique();
        modelBuilder.Entity<PlainRecord>(record =>
        {
            record.Property(r => r.Data).HasColumnType("jsonb");
            record.HasIndex(r => new { r.TownshipId, r.Area, r.Year });
        });
        modelBuilder.Entity<PlainDueItem>().HasIndex(item => new { item.TownshipId, item.RecordId });
        modelBuilder.Entity<PlainAudit>(audit =>
        {
            audit.Property(a => a.Data).HasColumnType("jsonb");
            audit.HasIndex(a => new { a.TownshipId, a.RecordId });
        });
        modelBuilder.Entity<PlainKey>().HasKey(key => new { key.TenantId, key.Actor, key.Key });
        modelBuilder.Entity<PlainAlert>().HasIndex(alert => new { alert.TownshipId, alert.State });
    }
}

internal sealed class PlainTownship
{
    public Guid Id { get; set; }

    public Guid TenantId { get; set; }

    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public string County { get; set; } = "";

    public string Path { get; set; } = "";
}

internal sealed class PlainRecord
{
    public Guid Id { get; set; }

    public Guid TenantId { get; set; }

    public Guid TownshipId { get; set; }

    public string Area { get; set; } = "";

    public string Kind { get; set; } = "";

    public short? Year { get; set; }

    public string? On { get; set; }

    public string Title { get; set; } = "";

    public bool IsVoid { get; set; }

    public long Version { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public string RecordedBy { get; set; } = "";

    public string Data { get; set; } = "{}";
}

internal sealed class PlainDueItem
{
    public Guid Id { get; set; }

    public Guid TownshipId { get; set; }

    public string RecordId { get; set; } = "";

    public string Subject { get; set; } = "";

    public DateOnly DueOn { get; set; }

    public bool IsOpen { get; set; }

    public int Held { get; set; }
}

internal sealed class PlainAudit
{
    public Guid Id { get; set; }

    public Guid TownshipId { get; set; }

    public Guid RecordId { get; set; }

    public string Action { get; set; } = "";

    public string Actor { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string Data { get; set; } = "{}";
}

internal sealed class PlainKey
{
    public Guid TenantId { get; set; }

    public string Actor { get; set; } = "";

    public string Key { get; set; } = "";

    public byte[] RequestHash { get; set; } = [];

    public byte[] Answer { get; set; } = [];

    public DateTimeOffset At { get; set; }
}

internal sealed class PlainAlert
{
    public long Id { get; set; }

    public Guid TownshipId { get; set; }

    public string State { get; set; } = "";
}
