using System.Collections.Immutable;

namespace Orders;

/// <summary>What happens when an order stays too long where it is.</summary>
public enum EscalationAction
{
    /// <summary>The shop's people are reminded.</summary>
    Remind,

    /// <summary>The order is marked overdue, and the shop's managers are told.</summary>
    Overdue,

    /// <summary>The order is cancelled, and its money given back.</summary>
    Cancel,

    /// <summary>The order is closed.</summary>
    Close,
}

/// <param name="Status">For orders that stand here.</param>
/// <param name="After">Counted from when the order came there: in working hours where the policy has opening hours, otherwise by the clock.</param>
/// <param name="Enabled">False: switched off, but not forgotten.</param>
[GenerateSerializer, Immutable, Alias("orders.EscalationStep")]
public sealed record EscalationStep(
    [property: Id(0)] OrderStatus Status,
    [property: Id(1)] TimeSpan After,
    [property: Id(2)] EscalationAction Action,
    [property: Id(3)] bool Enabled);

/// <summary>A stretch of a weekday when the shop works, in its own time zone.</summary>
/// <param name="To">Not included; 00:00 is the end of the day.</param>
[GenerateSerializer, Immutable, Alias("orders.OpeningHours")]
public sealed record OpeningHours(
    [property: Id(0)] DayOfWeek Day, [property: Id(1)] TimeOnly From, [property: Id(2)] TimeOnly To);

/// <summary>A shop's rules against orders that go stale.</summary>
/// <param name="Steps">In any order; those of one status run in the order of <see cref="EscalationStep.After"/>.</param>
/// <param name="OpeningHours">Empty: time limits run by the clock, day and night.</param>
/// <param name="Holidays">Days without opening hours.</param>
/// <param name="TimeZone">An IANA name, such as Europe/Berlin; null: UTC.</param>
[GenerateSerializer, Immutable, Alias("orders.EscalationPolicy")]
public sealed record EscalationPolicy(
    [property: Id(0)] ImmutableArray<EscalationStep> Steps,
    [property: Id(1)] ImmutableArray<OpeningHours> OpeningHours,
    [property: Id(2)] ImmutableArray<DateOnly> Holidays,
    [property: Id(3)] string? TimeZone)
{
    /// <summary>What a shop has that never said otherwise. Nothing is cancelled by itself unless the shop wants it.</summary>
    public static EscalationPolicy Default { get; } = new(
        [
            new(OrderStatus.Received, TimeSpan.FromHours(4), EscalationAction.Remind, true),
            new(OrderStatus.Received, TimeSpan.FromHours(24), EscalationAction.Overdue, true),
            new(OrderStatus.Received, TimeSpan.FromDays(7), EscalationAction.Cancel, false),
            new(OrderStatus.Preparing, TimeSpan.FromDays(1), EscalationAction.Remind, true),
            new(OrderStatus.Preparing, TimeSpan.FromDays(2), EscalationAction.Overdue, true),
            new(OrderStatus.Prepared, TimeSpan.FromDays(1), EscalationAction.Remind, true),
            new(OrderStatus.Prepared, TimeSpan.FromDays(2), EscalationAction.Overdue, true),
            new(OrderStatus.Shipped, TimeSpan.FromDays(10), EscalationAction.Overdue, true),
            new(OrderStatus.Delivered, TimeSpan.FromDays(14), EscalationAction.Close, true),
        ],
        [], [], null);
}
