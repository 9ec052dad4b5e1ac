namespace Orders.Web;

/// <summary>Outgoing mail in words.</summary>
public static class MailWords
{
    public static string Name(MailState state) => state switch
    {
        MailState.Waiting => "Waiting",
        MailState.Sent => "Sent",
        MailState.Parked => "Parked",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(MailState state) => state switch
    {
        MailState.Sent => Tone.Good,
        MailState.Parked => Tone.Bad,
        _ => Tone.Waiting,
    };

    /// <summary>
    /// The HTML as it may stand in a frame without scripts: what it links to opens beside the page, not within the frame, where
    /// nothing is allowed to load.
    /// </summary>
    public static string Framed(string html) => "<base target=\"_blank\">" + html;
}
