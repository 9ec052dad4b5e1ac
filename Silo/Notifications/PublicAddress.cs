using Microsoft.Extensions.Configuration;
using Orders.Hosting;

namespace Orders.Notifications;

/// <summary>Where readers of mail find the shop: as configured, or the first address that this process listens on.</summary>
internal static class PublicAddress
{
    private const string Default = "http://127.0.0.1:5080";

    public static Uri Of(OrdersOptions options, IConfiguration configuration) =>
        Parse(options.PublicAddress) ?? Parse(FirstUrl(configuration["urls"])) ?? new Uri(Default);

    /// <summary>Null where it is not an address that links can begin with.</summary>
    public static Uri? Parse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" ? uri : null;

    // Kestrel's words for "every address of this machine" are no address to go to.
    private static string? FirstUrl(string? urls) => urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()?
        .Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal);
}
