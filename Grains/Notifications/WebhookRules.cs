namespace Orders;

/// <summary>Whether an endpoint is admissible, as far as its words tell. What its name stands for, <see cref="IWebhookTransport.Check"/> asks. Pure.</summary>
public static class WebhookRules
{
    /// <summary>Endpoints of one shop.</summary>
    public const int MostEndpoints = 10;

    /// <summary>Characters of an address.</summary>
    public const int UrlLength = 2000;

    public static InvalidField? Check(string? url, string? description, int endpoints, out Uri? address)
    {
        address = null;
        if (endpoints >= MostEndpoints) return new InvalidField("url", $"A shop has at most {MostEndpoints} webhooks: remove one first.");
        if (string.IsNullOrEmpty(url)) return new InvalidField("url", "Required.");
        if (url.Length > UrlLength) return new InvalidField("url", $"At most {UrlLength} characters.");
        if (url.Any(c => c <= ' ' || char.IsControl(c)) || !Uri.TryCreate(url, UriKind.Absolute, out address) || address.Scheme is not ("https" or "http"))
            return new InvalidField("url", "An address that begins with https://.");
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return new InvalidField("url", "Without a user name, a password or a part after #.");
        if (description?.Length > OrderLimits.ShortText) return new InvalidField("description", $"At most {OrderLimits.ShortText} characters.");
        return null;
    }
}
