using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orders;

/// <summary>Secrets and signatures of the Standard Webhooks specification, 1.0.0 (symmetric scheme, <c>v1</c>). Pure.</summary>
public static class WebhookSignature
{
    public const string SecretPrefix = "whsec_";

    // The specification asks for 24 to 64.
    private const int SecretBytes = 24;

    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The header <c>webhook-signature</c> for each secret that signs, the newest first.</summary>
    public static string Header(IEnumerable<string> secrets, string messageId, DateTimeOffset at, string body) =>
        string.Join(' ', secrets.Select(secret => Sign(secret, messageId, at, body)));

    /// <summary>The header <c>webhook-timestamp</c>: seconds since 1970.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Sign(string secret, string messageId, DateTimeOffset at, string body)
    {
        var key = Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{messageId}.{Timestamp(at)}.{body}"));
        return "v1," + Convert.ToBase64String(signed);
    }
}
