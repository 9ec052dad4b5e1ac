namespace Orders.Storage;

/// <summary>One table of the audit log, newest first, a row at a time.</summary>
internal abstract class AuditSource(Statement rows)
{
    public long Position { get; private set; }

    protected Statement Row => rows;

    protected abstract int AtColumn { get; }

    public bool Next()
    {
        if (!rows.Step()) return false;
        Position = rows.Int64(0);
        return true;
    }

    public void End() => rows.Reset();

    public bool Fits(AuditFilter filter)
    {
        var at = rows.Int64(AtColumn);
        return at >= filter.From && at < filter.To && FitsKind(filter.Kind) && (filter.Actor is null || FitsActor(filter.Actor));
    }

    public abstract AuditRow Read();

    protected abstract bool FitsKind(string? kind);

    protected abstract bool FitsActor(ActorMatch actor);
}

/// <summary>What rows are compared with one by one.</summary>
internal sealed record AuditFilter(string? Kind, ActorMatch? Actor, long From, long To);
