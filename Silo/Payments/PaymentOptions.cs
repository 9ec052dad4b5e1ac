namespace Orders.Payments;

/// <summary>The configuration section <c>Orders:Payments</c>.</summary>
public sealed class PaymentOptions
{
    public const string Sandbox = "Sandbox";

    /// <summary>Who moves the money. <c>Sandbox</c>: nobody.</summary>
    public string Gateway { get; set; } = Sandbox;
}
