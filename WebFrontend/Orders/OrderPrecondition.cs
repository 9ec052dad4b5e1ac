using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>What <c>If-Match</c> means for a command to an order.</summary>
public static class OrderPrecondition
{
    /// <returns>The version that the order must be at (null: any), or the refusal.</returns>
    public static async Task<(long? Expected, ProblemHttpResult? Refusal)> Check(IfMatch ifMatch, IOrderGrain order, Actor caller)
    {
        if (ifMatch.Versions.IsDefault) return (null, null);
        if (ifMatch.Versions is [var single]) return (single, null); // The grain compares, in the same turn as it writes.

        // None or several: which of them, if any, only the order can tell. The grain then makes sure that it still is.
        if (await order.Get(caller) is not { } now) return (null, Problems.NotFound());
        return ifMatch.Versions.Contains(now.Version) ? (now.Version, null) : (null, Problems.VersionMismatch(now.Version));
    }
}
