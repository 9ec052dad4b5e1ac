using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>Body of <c>PUT /notification-preferences</c>.</summary>
/// <param name="Events">Per event; what is left out stays as it is.</param>
/// <param name="QuietHours">Left out: none.</param>
public sealed record PreferencesRequest(IReadOnlyDictionary<string, ChannelsRequest?>? Events = null, QuietHoursRequest? QuietHours = null)
{
    /// <summary>These preferences, with what they leave out taken from the present ones; or what is wrong with them.</summary>
    public (NotificationPreferences? Wanted, ProblemHttpResult? Refusal) Over(NotificationPreferences present)
    {
        var events = ImmutableDictionary.CreateBuilder<NotificationEvent, ChannelChoice>();
        foreach (var (name, channels) in Events ?? ImmutableDictionary<string, ChannelsRequest?>.Empty)
        {
            if (!NotificationNames.TryParse(name, out var topic)) return (null, Problems.Validation($"events.{name}", "There is no such event."));
            if (channels is null) return (null, Problems.Validation($"events.{name}", "Required: inApp, email, webhook."));
            var old = present.Events.GetValueOrDefault(topic) ?? new ChannelChoice(false, false, false);
            events[topic] = new ChannelChoice(channels.InApp ?? old.InApp, channels.Email ?? old.Email, channels.Webhook ?? old.Webhook);
        }

        if (QuietHours is null) return (new NotificationPreferences(events.ToImmutable(), null), null);
        if (Time(QuietHours.From) is not { } from) return (null, NotATime("quietHours.from"));
        if (Time(QuietHours.To) is not { } to) return (null, NotATime("quietHours.to"));
        return (new NotificationPreferences(events.ToImmutable(), new QuietHours(from, to, QuietHours.TimeZone ?? "")), null);
    }

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, QuietHoursResponse.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static ProblemHttpResult NotATime(string field) => Problems.Validation(field, "A time of day such as 22:00.");
}

public sealed record ChannelsRequest(bool? InApp = null, bool? Email = null, bool? Webhook = null);

/// <param name="From">Local time of day, such as 22:00.</param>
/// <param name="To">Local time of day; before the beginning: the next morning.</param>
/// <param name="TimeZone">An IANA name, such as Europe/Berlin.</param>
public sealed record QuietHoursRequest(string? From = null, string? To = null, string? TimeZone = null);
