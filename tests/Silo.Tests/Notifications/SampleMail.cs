namespace Orders.Tests.Notifications;

internal static class SampleMail
{
    private static readonly MailSettings Settings = new(new Uri("https://orders.example.com"), "shop@example.com", OpenMailbox: false);

    /// <summary>A mail full of what could go wrong on its way.</summary>
    public static OutgoingMail Make(string address = "ada@example.com", string key = "abc:1") => MailTemplate.Of(
        new QueuedMail
        {
            Id = 1,
            Recipient = new Recipient(7, Role.Buyer, "Ada Žluťoučká \"Q\" <x>", address),
            Event = NotificationEvent.OrderCancelled,
            Key = key,
            Title = "Order 1001 – cancelled\r\nBcc: thief@example.com",
            Body = "Größe <b>42</b> & more, 12.00 €\n.\nA line of its own with a dot above.\n" + new string('x', 2000),
            Path = "/my/orders/abc",
            At = new DateTimeOffset(2026, 3, 1, 12, 30, 45, TimeSpan.Zero),
            DueAt = default,
            State = MailState.Waiting,
            Tries = 0,
        },
        Settings);
}
