using System.Collections.Immutable;
using System.Globalization;

namespace Orders;

/// <summary>What preferences may be. Pure.</summary>
public static class PreferenceRules
{
    /// <summary>What is wrong with them, or null.</summary>
    public static InvalidField? Check(NotificationPreferences wanted, Role role)
    {
        var possible = NotificationRules.Defaults(role);
        foreach (var (topic, choice) in wanted.Events.OrderBy(e => e.Key))
        {
            if (!possible.ContainsKey(topic)) return new InvalidField($"events.{NameOf(topic)}", "You cannot be told of this.");
            if (choice.Webhook && !NotificationRules.HasWebhooks(role))
                return new InvalidField($"events.{NameOf(topic)}.webhook", "Only shops have webhooks.");
        }

        return wanted.QuietHours is { } quiet ? Check(quiet) : null;
    }

    /// <summary>What is kept: the choices made so far, with the new ones over them.</summary>
    public static NotificationPreferences Merge(NotificationPreferences? stored, NotificationPreferences wanted) => new(
        (stored?.Events ?? ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty).SetItems(wanted.Events), wanted.QuietHours);

    /// <summary>What has changed, in words for the audit log.</summary>
    public static string Describe(NotificationPreferences? before, NotificationPreferences after, Role role)
    {
        var (old, now) = (NotificationRules.Effective(before, role), NotificationRules.Effective(after, role));
        var changes = now.Events.Where(e => old.Events[e.Key] != e.Value).OrderBy(e => e.Key).Select(e => $"{NameOf(e.Key)}: {Describe(e.Value)}");
        if (old.QuietHours != now.QuietHours) changes = changes.Append($"quiet hours: {Describe(now.QuietHours)}");
        return string.Join("; ", changes) is { Length: > 0 } text ? text : "nothing";
    }

    /// <summary>As in the API: in camelCase.</summary>
    public static string NameOf(NotificationEvent topic) => Enum.IsDefined(topic)
        ? string.Concat(char.ToLowerInvariant(topic.ToString()[0]), topic.ToString()[1..])
        : "unknown";

    private static InvalidField? Check(QuietHours quiet)
    {
        if (quiet.From == quiet.To) return new InvalidField("quietHours.to", "Must differ from the beginning.");
        return TimeZoneNames.TryFind(quiet.TimeZone, out _)
            ? null
            : new InvalidField("quietHours.timeZone", "Not a time zone: an IANA name is needed, such as Europe/Berlin.");
    }

    private static string Describe(ChannelChoice choice)
    {
        string?[] on = [choice.InApp ? "in-app" : null, choice.Email ? "e-mail" : null, choice.Webhook ? "webhook" : null];
        return string.Join(" + ", on.OfType<string>()) is { Length: > 0 } text ? text : "not at all";
    }

    private static string Describe(QuietHours? quiet) => quiet is null
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{quiet.From:HH:mm} to {quiet.To:HH:mm} {quiet.TimeZone}");
}
