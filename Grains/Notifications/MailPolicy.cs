using System.Collections.Immutable;

namespace Orders;

/// <summary>When a mail that could not be sent is tried again. Pure.</summary>
public static class MailPolicy
{
    /// <summary>After it was first due; then somebody has to look.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(1);

    /// <summary>How long mail that was sent can be looked at.</summary>
    public static readonly TimeSpan SentKept = TimeSpan.FromDays(30);

    private static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40), TimeSpan.FromHours(1),
    ];

    /// <summary>What becomes of a mail whose try has just failed.</summary>
    public static MailFailure Failed(QueuedMail mail, string error, DateTimeOffset now) => new(mail.Id, error, NextTry(mail, now));

    /// <summary>Which of them would disturb their readers now, and when they may go out.</summary>
    public static ImmutableArray<MailPostponed> Postponed(ImmutableArray<QueuedMail> due, DateTimeOffset now) =>
        [.. due.Select(mail => new MailPostponed(mail.Id, QuietTimes.NextAllowed(mail.QuietHours, now))).Where(mail => mail.Until > now)];

    private static DateTimeOffset? NextTry(QueuedMail mail, DateTimeOffset now) => now - mail.DueAt >= GivenUpAfter
        ? null
        : QuietTimes.NextAllowed(mail.QuietHours, now + Waits[Math.Min(mail.Tries, Waits.Length - 1)]);
}
