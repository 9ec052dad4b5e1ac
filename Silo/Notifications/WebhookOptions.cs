namespace Orders.Notifications;

/// <summary>The configuration section <c>Orders:Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Whether webhooks may go to this machine, to private networks and the like: for tests, and for shops
    /// whose receivers stand next to them. Whoever has a seller's account can then have this program call what is inside.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Whether webhooks may go out without encryption.</summary>
    public bool AllowHttp { get; set; }
}
