using System.Globalization;

namespace Orders.Payments;

/// <summary>Amounts as the API counts them: in minor units, with two exceptions of its own (docs.stripe.com/currencies). Pure.</summary>
internal static class StripeAmounts
{
    private const long Most = long.MaxValue / 100;

    /// <returns>Null: the API has no such amount.</returns>
    public static string? Of(Money money) => (money.Currency, Money.DecimalsOf(money.Currency)) switch
    {
        _ when money.Minor <= 0 => null,
        ("ISK" or "UGX", _) => money.Minor > Most ? null : Text(money.Minor * 100), // no decimals any more, but still counted with two
        ("MGA", _) => money.Minor % 100 == 0 ? Text(money.Minor / 100) : null, // counted without
        (_, 3) when money.Minor % 10 != 0 => null, // the last of three decimals must be 0
        _ => Text(money.Minor),
    };

    private static string Text(long amount) => amount.ToString(CultureInfo.InvariantCulture);
}
