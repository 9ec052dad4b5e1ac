namespace Orders.Payments;

/// <summary>The configuration section <c>Orders:Payments</c>.</summary>
public sealed class PaymentOptions
{
    public const string Sandbox = "Sandbox";
    public const string ByStripe = "Stripe";

    /// <summary>Who moves the money. <c>Sandbox</c>: nobody. <c>Stripe</c>: Stripe, or whoever speaks its API.</summary>
    public string Gateway { get; set; } = Sandbox;

    public StripeOptions Stripe { get; set; } = new();

    public bool IsStripe => Gateway.Equals(ByStripe, StringComparison.OrdinalIgnoreCase);

    /// <summary>What could not work, in words that name the key; never the secret.</summary>
    public IEnumerable<string> Complaints()
    {
        if (IsStripe) return Stripe.Complaints();
        return Gateway.Equals(Sandbox, StringComparison.OrdinalIgnoreCase) ? [] : [$"Orders:Payments:Gateway must be Sandbox or Stripe, not '{Gateway}'."];
    }
}

/// <summary>The configuration section <c>Orders:Payments:Stripe</c>.</summary>
public sealed class StripeOptions
{
    /// <summary>The secret key. Best given by the environment: <c>Orders__Payments__Stripe__ApiKey</c>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Without encryption only where nothing leaves the machine.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.stripe.com/");

    internal IEnumerable<string> Complaints()
    {
        if (string.IsNullOrEmpty(ApiKey) || ApiKey.Any(c => c is <= ' ' or > '~'))
            yield return "Orders:Payments:Stripe:ApiKey must be the provider's secret key: it is missing, or has characters that no key has.";
        if (!BaseAddress.IsAbsoluteUri || !(BaseAddress.Scheme == Uri.UriSchemeHttps || (BaseAddress.Scheme == Uri.UriSchemeHttp && BaseAddress.IsLoopback)))
            yield return $"Orders:Payments:Stripe:BaseAddress must be an https address, not '{BaseAddress}'.";
    }
}
