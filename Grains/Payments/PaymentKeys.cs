using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orders;

/// <summary>
/// The keys of questions to the provider, made of nothing but what is stored: whoever asks again after a crash asks the same question.
/// </summary>
public static class PaymentKeys
{
    private const int HashLength = 16;

    /// <summary>The checkout's token is a secret; its hash is not.</summary>
    public static string Charge(OrderId order, string token) => string.Create(
        CultureInfo.InvariantCulture, $"charge-{order}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..HashLength]}");

    public static string Refund(OrderId order, int number) => string.Create(CultureInfo.InvariantCulture, $"refund-{order}-{number}");
}
