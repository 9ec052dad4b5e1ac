using System.ComponentModel.DataAnnotations;

namespace Orders.Web;

/// <summary>The configuration section <c>Orders:RateLimit</c>: so many requests at once, then so many more per second or minute.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "Orders:RateLimit";

    public bool Enabled { get; set; } = true;

    /// <summary>Per account, or per address where nobody is signed in.</summary>
    [Range(1, 1_000_000)]
    public int ApiBurst { get; set; } = 20_000;

    [Range(1, 1_000_000)]
    public int ApiPerSecond { get; set; } = 2000;

    /// <summary>Sign-ins and registrations per address; wrong passwords also lock the account.</summary>
    [Range(1, 1_000_000)]
    public int SignInBurst { get; set; } = 600;

    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 120;
}
