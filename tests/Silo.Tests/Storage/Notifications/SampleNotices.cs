namespace Orders.Tests.Storage;

internal static class SampleNotices
{
    public static readonly DateTimeOffset Now = SampleOrders.Start;
    public static readonly Recipient Ada = new(7, Role.Buyer, "Ada", "ada@example.org");
    public static readonly Recipient Ben = new(8, Role.Seller, "Ben", "ben@example.org") { SellerId = 100 };

    public static NotificationEntry Entry(
        string key, Recipient? to = null, NotificationEvent topic = NotificationEvent.OrderReceived, DateTimeOffset? at = null, bool inApp = true, bool mail = true)
    {
        var notice = new Notice(to ?? Ada, topic, key, at ?? Now, "A title", "Some\nwords.", "/my/orders/x") { Order = SampleOrders.Id(1), Sequence = 3 };
        return new NotificationEntry(notice, inApp, mail ? at ?? Now : null, null, Webhooks: [], at ?? Now);
    }
}
