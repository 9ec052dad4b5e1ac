using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Orders.Web;

public sealed record NotificationsResponse(ImmutableArray<NotificationResponse> Items, string? NextCursor, int Unread);

/// <param name="Path">The page that shows more.</param>
public sealed record NotificationResponse(
    string Id, string Event, OrderId? OrderId, long? Sequence, string Title, string Body, DateTimeOffset At, bool Read, string Path)
{
    public static NotificationResponse Of(Notification n) => new(
        n.Id.ToString(CultureInfo.InvariantCulture), NotificationNames.Of(n.Event), n.OrderId, n.Sequence, n.Title, n.Body, n.At, n.Read, n.Path);
}

/// <param name="QuietHours">When no mail is sent; null: none.</param>
public sealed record PreferencesResponse(IReadOnlyDictionary<string, ChannelChoice> Events, QuietHoursResponse? QuietHours)
{
    public static PreferencesResponse Of(NotificationPreferences preferences) => new(
        new SortedDictionary<string, ChannelChoice>(
            preferences.Events.ToDictionary(e => NotificationNames.Of(e.Key), e => e.Value), NotificationNames.InOrder),
        preferences.QuietHours is { } quiet ? QuietHoursResponse.Of(quiet) : null);
}

/// <param name="From">Local time of day, such as 22:00.</param>
/// <param name="To">Local time of day; before the beginning: the next morning.</param>
/// <param name="TimeZone">An IANA name.</param>
public sealed record QuietHoursResponse(string From, string To, string TimeZone)
{
    public const string Format = "HH:mm";

    public static QuietHoursResponse Of(QuietHours quiet) => new(
        quiet.From.ToString(Format, CultureInfo.InvariantCulture), quiet.To.ToString(Format, CultureInfo.InvariantCulture), quiet.TimeZone);
}

/// <summary>What can be told of, by its name in this part of the API, which is in camelCase: <c>orderReceived</c>.</summary>
public static class NotificationNames
{
    private static readonly string[] Names = [.. Enum.GetValues<NotificationEvent>().Select(Of)];

    /// <summary>As things happen to an order.</summary>
    public static IComparer<string> InOrder { get; } = Comparer<string>.Create((a, b) => Array.IndexOf(Names, a).CompareTo(Array.IndexOf(Names, b)));

    public static string Of(NotificationEvent topic) => JsonNamingPolicy.CamelCase.ConvertName(topic.ToString());

    public static bool TryParse(string name, out NotificationEvent topic)
    {
        var index = Array.IndexOf(Names, name);
        topic = index < 0 ? default : Enum.GetValues<NotificationEvent>()[index];
        return index >= 0;
    }
}
