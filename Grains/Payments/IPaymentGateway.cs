namespace Orders;

/// <summary>
/// A payment provider. Every question carries a key: asked again with the same key it is the same question, has no further effect,
/// and gets the first answer again. Providers remember a key for 24 hours at least. A port.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Takes the money.</summary>
    /// <param name="cancellation">The asker waits no longer; the provider may have acted all the same.</param>
    Task<GatewayAnswer> Charge(GatewayCharge question, CancellationToken cancellation);

    /// <summary>Gives it back. What is already given back is not given back again, under whatever key.</summary>
    /// <param name="cancellation">As with <see cref="Charge"/>.</param>
    Task<GatewayAnswer> Refund(GatewayRefund question, CancellationToken cancellation);
}

/// <param name="Method">The provider's name for the buyer's card.</param>
public sealed record GatewayCharge(string Key, OrderId Order, Money Amount, string Method);

/// <param name="Charge">The provider's reference of the charge that is given back.</param>
public sealed record GatewayRefund(string Key, OrderId Order, Money Amount, string Charge);

/// <summary>What came of a question. Reasons are in words for people, free of personal data.</summary>
public abstract record GatewayAnswer;

/// <param name="Reference">The provider's name for what it did.</param>
public sealed record GatewaySucceeded(string Reference) : GatewayAnswer;

/// <summary>No, and asking again does not help. Nothing was done, not by an earlier question with this key either.</summary>
public sealed record GatewayDeclined(string Reason) : GatewayAnswer;

/// <summary>No, for now. Nothing was done, not by an earlier question with this key either; another key may have more luck.</summary>
public sealed record GatewayFailed(string Reason) : GatewayAnswer;

/// <summary>There is no answer: it may have acted. To be asked again with the same key.</summary>
public sealed record GatewayUnknown(string Reason) : GatewayAnswer;
