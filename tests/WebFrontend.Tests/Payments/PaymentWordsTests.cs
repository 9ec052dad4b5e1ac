using Orders.Web;

namespace Orders.Tests;

public sealed class PaymentWordsTests
{
    private static readonly PaymentView Paid = new()
    {
        Status = PaymentStatus.Captured,
        Authorized = new Money(2490, "EUR"),
        Captured = new Money(2490, "EUR"),
        Refunded = Money.Zero("EUR"),
        Method = "pm_ok",
        Attempts = [],
    };

    [Fact]
    public void ForBuyer_EveryStateOfTheMoney_HasWords()
    {
        foreach (var status in Enum.GetValues<PaymentStatus>())
        {
            foreach (var order in Enum.GetValues<OrderStatus>())
                Assert.NotEmpty(PaymentWords.ForBuyer(Paid with { Status = status }, order, "Shop"));
        }
    }

    [Fact]
    public void ForBuyer_RefundFailed_SaysWhetherItGoesOnByItself()
    {
        var failed = Paid with { Status = PaymentStatus.RefundFailed };

        var later = PaymentWords.ForBuyer(failed with { NextTryAt = DateTimeOffset.UnixEpoch }, OrderStatus.Cancelled, "Shop");
        var given = PaymentWords.ForBuyer(failed, OrderStatus.Cancelled, "Shop");

        Assert.Contains("by itself", later, StringComparison.Ordinal);
        Assert.Contains("Shop knows", given, StringComparison.Ordinal);
    }

    [Fact]
    public void ForShop_NothingToDo_SaysNothing()
    {
        Assert.Null(PaymentWords.ForShop(Paid, OrderStatus.Preparing, "Ben"));
        Assert.Null(PaymentWords.ForShop(Paid with { Status = PaymentStatus.Refunded, Refunded = Paid.Captured }, OrderStatus.Cancelled, "Ben"));
        Assert.Contains("Ben", PaymentWords.ForShop(Paid, OrderStatus.Cancelled, "Ben")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Owed_PartOfItPaidBack_IsTheRest() =>
        Assert.Equal(new Money(1490, "EUR"), PaymentWords.Owed(Paid with { Refunded = new Money(1000, "EUR") }));

    [Fact]
    public void Attempt_EveryKindAndOutcome_HasWords()
    {
        foreach (var kind in Enum.GetValues<PaymentAttemptKind>())
        {
            foreach (var outcome in Enum.GetValues<PaymentAttemptOutcome>())
            {
                var attempt = new PaymentAttempt(kind, outcome, Paid.Captured, DateTimeOffset.UnixEpoch, Actor.System("payments"), null);
                Assert.NotEmpty(PaymentWords.Attempt(attempt));
            }
        }
    }

    [Fact]
    public void SandboxMethods_All_AreTheFourOfTheApi() =>
        Assert.Equal(["pm_ok", "pm_declined", "pm_timeout", "pm_refund_fails"], SandboxMethods.All.Select(m => m.Name));
}
