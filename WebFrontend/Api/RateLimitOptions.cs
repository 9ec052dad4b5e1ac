namespace Orders.Web;

/// <summary>The configuration section <c>Orders:RateLimit</c>: so many requests at once, then so many more per second or minute.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "Orders:RateLimit";

    public bool Enabled { get; set; } = true;

    /// <summary>Per account, or per address where nobody is signed in.</summary>
    public int ApiBurst { get; set; } = 20_000;

    public int ApiPerSecond { get; set; } = 2000;

    /// <summary>Sign-ins and registrations per address; wrong passwords also lock the account.</summary>
    public int SignInBurst { get; set; } = 600;

    public int SignInsPerMinute { get; set; } = 120;
}
