using Orders.Web;

namespace Orders.Tests;

public sealed class AuditListQueryTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/audit")]
    [InlineData("/audit?order=10482&actor=Ada&kind=stock&date=7d")]
    [InlineData("/audit?from=2026-11-01&to=2026-11-02&cursor=abc")]
    public void Parse_AnAddress_LeadsBackToIt(string uri) => Assert.Equal(uri, AuditListQuery.Parse("http://shop" + uri).ToUri("/audit"));

    [Fact]
    public void Parse_NonsenseInTheAddress_IsLeftOut() =>
        Assert.False(AuditListQuery.Parse("http://shop/audit?kind=secrets&date=ever&from=yesterday").IsFiltered);

    [Fact]
    public void ExportUri_OfAQuery_AsksForTheSameWithoutThePage()
    {
        var query = AuditListQuery.Parse("http://shop/audit?actor=Ada&date=today&cursor=abc").ToQuery(new OrderId(1), Now, Berlin);

        var uri = AuditListQuery.ExportUri(query, "csv");

        Assert.Equal(
            "/audit/export?format=csv&orderId=0000000000001&actor=Ada&from=2026-11-21T23%3A00%3A00.000Z&to=2026-11-22T23%3A00%3A00.000Z",
            uri);
    }

    [Theory]
    [InlineData("stock:MUG-1", Role.Seller, "/stock/MUG-1", "Stock of MUG-1")]
    [InlineData("webhook:3", Role.Seller, "/webhooks", "Webhook 3")]
    [InlineData("webhook:3", Role.Admin, null, "Webhook 3")]
    [InlineData("preferences:7", Role.Seller, null, "Preferences of account 7")]
    public void Row_OfASubject_IsNamedAndLeadsThere(string subject, Role viewer, string? path, string words)
    {
        var row = new AuditRow(1, subject, null, 1, "secretRotated", Now, Actor.System("x"), "", null, "0123456789abcdef");

        Assert.Equal(path, AuditTexts.PathOf(row, viewer));
        Assert.Equal(words, AuditTexts.SubjectOf(row));
        Assert.Equal("secret rotated", AuditTexts.TypeOf(row));
        Assert.Equal("01234567", AuditTexts.Short(row.Hash));
    }
}
