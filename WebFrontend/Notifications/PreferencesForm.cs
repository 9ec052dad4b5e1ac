using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>One row of the matrix: an event, and on which channels.</summary>
public sealed class PreferenceRow(NotificationEvent what, ChannelChoice choice)
{
    public NotificationEvent Event { get; } = what;
    public bool InApp { get; set; } = choice.InApp;
    public bool Email { get; set; } = choice.Email;
    public bool Webhook { get; set; } = choice.Webhook;

    public ChannelChoice Choice => new(InApp, Email, Webhook);
}

/// <summary>A user's notification preferences as they are edited: the matrix, and the quiet hours as typed in.</summary>
public sealed class PreferencesForm
{
    private readonly NotificationPreferences _kept;

    /// <param name="kept">As the grain has them.</param>
    /// <param name="zone">The browser's time zone: suggested where none was chosen.</param>
    public PreferencesForm(NotificationPreferences kept, string zone)
    {
        _kept = kept;
        Rows = [.. kept.Events.OrderBy(e => e.Key).Select(e => new PreferenceRow(e.Key, e.Value))];
        Quiet = kept.QuietHours is not null;
        From = kept.QuietHours?.From ?? new TimeOnly(22, 0);
        To = kept.QuietHours?.To ?? new TimeOnly(7, 0);
        TimeZone = kept.QuietHours?.TimeZone ?? zone;
    }

    public ImmutableArray<PreferenceRow> Rows { get; }
    public bool Quiet { get; set; }
    public TimeOnly? From { get; set; }
    public TimeOnly? To { get; set; }
    public string TimeZone { get; set; }

    /// <summary>The user has chosen a time zone before.</summary>
    public bool HasZone => _kept.QuietHours is not null;

    /// <summary>Something is not as it is kept.</summary>
    public bool IsChanged => Rows.Any(row => row.Choice != _kept.Events[row.Event]) || Quiet != _kept.QuietHours is not null
        || Quiet && (From != _kept.QuietHours!.From || To != _kept.QuietHours.To || TimeZone.Trim() != _kept.QuietHours.TimeZone);

    /// <summary>What to keep, or what is wrong by the names of the fields (<c>from</c>, <c>to</c>, <c>timeZone</c>).</summary>
    public (NotificationPreferences? Preferences, ImmutableDictionary<string, string> Problems) Read()
    {
        var problems = ImmutableDictionary.CreateBuilder<string, string>();
        if (Quiet && From is null) problems["from"] = "A time such as 22:00 is needed.";
        if (Quiet && To is null) problems["to"] = "A time such as 07:00 is needed.";
        if (Quiet && From is not null && From == To) problems["to"] = "The quiet hours must end at another time than they begin.";
        if (Quiet && !TimeZoneNames.TryFind(TimeZone.Trim(), out _))
            problems["timeZone"] = "There is no such time zone. Choose one of the list, such as Europe/Berlin.";
        if (problems.Count > 0) return (null, problems.ToImmutable());
        var quiet = Quiet ? new QuietHours(From!.Value, To!.Value, TimeZone.Trim()) : null;
        return (new NotificationPreferences(Rows.ToImmutableDictionary(row => row.Event, row => row.Choice), quiet), problems.ToImmutable());
    }

    /// <summary>The form's field that a refusal is about, by the API's name for it; null where it is about none of them.</summary>
    public static string? FieldOf(string apiField) => apiField switch
    {
        "quietHours.from" => "from",
        "quietHours.to" => "to",
        "quietHours.timeZone" => "timeZone",
        _ => null,
    };
}
