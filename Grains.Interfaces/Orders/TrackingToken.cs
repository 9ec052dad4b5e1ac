using System.Security.Cryptography;

namespace Orders;

/// <summary>
/// What makes a tracking link: the order's id, so that the order is found without a look-up, and 130 random bits, so that
/// nobody guesses it.
/// </summary>
public static class TrackingToken
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 13;
    private const int SecretLength = 26;

    public static string New(OrderId id) => id + RandomNumberGenerator.GetString(Digits, SecretLength);

    /// <summary>The order that a token belongs to, if it is one: whether the rest is right only the order can tell.</summary>
    public static bool TryGetOrderId(string? token, out OrderId id)
    {
        id = default;
        return token is { Length: IdLength + SecretLength } && OrderId.TryParse(token[..IdLength], out id);
    }
}
