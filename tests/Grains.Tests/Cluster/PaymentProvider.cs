using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>A payment provider with books. It says yes, unless a test has put something else in line for an order's next questions.</summary>
internal sealed class PaymentProvider : IPaymentGateway
{
    /// <summary>Gets what the provider does when it acts.</summary>
    public delegate Task<GatewayAnswer> Twist(Func<GatewayAnswer> act);

    private readonly ConcurrentDictionary<OrderId, ConcurrentQueue<Twist>> _twists = new();
    private readonly ConcurrentDictionary<string, GatewayAnswer> _books = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(OrderId Order, string Key)> _asked = new();

    public static Twist Lose => act =>
    {
        act();
        return Task.FromResult<GatewayAnswer>(new GatewayUnknown("lost"));
    };

    public static Twist Ignore => _ => Task.FromResult<GatewayAnswer>(new GatewayUnknown("nobody there"));

    public static Twist Throw => _ => throw new HttpRequestException("no route");

    public static Twist Fail => _ => Task.FromResult<GatewayAnswer>(new GatewayFailed("not now"));

    public static Twist Decline => _ => Task.FromResult<GatewayAnswer>(new GatewayDeclined("never"));

    public static Twist Hold(Gate gate) => async act =>
    {
        await gate.Pass();
        return act();
    };

    public void Next(OrderId order, params ReadOnlySpan<Twist> twists)
    {
        var line = _twists.GetOrAdd(order, _ => new ConcurrentQueue<Twist>());
        foreach (var twist in twists) line.Enqueue(twist);
    }

    /// <summary>The keys that were asked with, in order.</summary>
    public ImmutableArray<string> AskedFor(OrderId order) => [.. _asked.Where(a => a.Order == order).Select(a => a.Key)];

    /// <summary>How often money moved.</summary>
    public (int Charges, int Refunds) MovedFor(OrderId order) => (Moved($"charge-{order}"), Moved($"refund-{order}"));

    public Task<GatewayAnswer> Charge(GatewayCharge question, CancellationToken cancellation) => Answer(question.Order, question.Key);

    public Task<GatewayAnswer> Refund(GatewayRefund question, CancellationToken cancellation) => Answer(question.Order, question.Key);

    private int Moved(string prefix) => _books.Count(b => b.Key.StartsWith(prefix, StringComparison.Ordinal) && b.Value is GatewaySucceeded);

    private Task<GatewayAnswer> Answer(OrderId order, string key)
    {
        _asked.Enqueue((order, key));
        GatewayAnswer Act() => _books.GetOrAdd(key, k => new GatewaySucceeded("ref-" + k));
        if (!_books.ContainsKey(key) && _twists.TryGetValue(order, out var line) && line.TryDequeue(out var twist)) return twist(Act);
        return Task.FromResult(Act());
    }
}
