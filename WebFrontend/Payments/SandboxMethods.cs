using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>A test card of the sandbox gateway, and what it is there to show.</summary>
public sealed record SandboxMethod(string Name, string Title, string What);

/// <summary>What a buyer of a demo can pay with. Real gateways have cards of their own.</summary>
public static class SandboxMethods
{
    public static ImmutableArray<SandboxMethod> All { get; } =
    [
        new("pm_ok", "Test card", "is charged at once"),
        new("pm_declined", "Test card without money", "is declined: nothing is ordered, nothing is held"),
        new("pm_timeout", "Test card with a slow bank", "is charged, but the answer is lost once: the shop asks again and charges no second time"),
        new("pm_refund_fails", "Test card that takes nothing back", "is charged; after a cancellation the first two refunds fail"),
    ];

    public static string Default => All[0].Name;

    /// <summary>What the method is called on a page: its title, or as the gateway names it.</summary>
    public static string TitleOf(string name) => All.FirstOrDefault(m => m.Name == name)?.Title ?? name;
}
