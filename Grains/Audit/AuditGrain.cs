using Orleans.Concurrency;

namespace Orders;

/// <summary>Decides whose part of the audit log the caller sees; the rest is the reader's SQL.</summary>
[StatelessWorker]
public sealed class AuditGrain(IAuditReader reader) : Grain, IAuditGrain
{
    public Task<AuditPage> List(Actor caller, AuditQuery query)
    {
        var bounded = query with { Limit = Math.Clamp(query.Limit, 1, OrderLimits.PageSize), Actor = Texts.Clean(query.Actor) };
        return caller switch
        {
            { Role: Role.Admin or Role.System } => reader.List(null, bounded),
            { Role: Role.Seller or Role.Manager, SellerId: { } shop } => reader.List(shop, bounded),
            _ => Task.FromResult(new AuditPage([], null)),
        };
    }
}
