using System.Text.Json;
using Xunit.Abstractions;

namespace Orders.Tests;

public sealed class MoneyTests(ITestOutputHelper output)
{
    private static readonly string[] Currencies = ["EUR", "USD", "BRL", "JPY", "KWD", "ISK"];

    [Fact]
    public void Json_AnyAmount_ReadAsItWasWritten()
    {
        var random = Seed.Random(output);
        for (var i = 0; i < 10_000; i++)
        {
            var money = new Money(random.NextInt64(-1_000_000_000_000, 1_000_000_000_000), Currencies[random.Next(Currencies.Length)]);

            Assert.Equal(money, JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money)));
            Assert.Equal(money, Money.Of(money.Amount, money.Currency));
        }
    }

    [Fact]
    public void Sums_AnyOrder_Exact()
    {
        var random = Seed.Random(output);
        var parts = Enumerable.Range(0, 1000).Select(_ => new Money(random.NextInt64(1_000_000), "EUR")).ToArray();

        Assert.Equal(parts.Sum(p => p.Minor), parts.Aggregate(Money.Zero("EUR"), (a, b) => a + b).Minor);
    }

    [Theory]
    [InlineData(1250, "EUR", "12.50")]
    [InlineData(-5, "EUR", "-0.05")]
    [InlineData(1250, "JPY", "1250")]
    [InlineData(1250, "KWD", "1.250")]
    [InlineData(0, "USD", "0.00")]
    public void ToAmountString_ByCurrency_ItsDecimals(long minor, string currency, string expected) =>
        Assert.Equal(expected, new Money(minor, currency).ToAmountString());

    [Theory]
    [InlineData("""{"amount":"1.005","currency":"EUR"}""")]
    [InlineData("""{"amount":"1.5","currency":"JPY"}""")]
    [InlineData("""{"amount":1.5,"currency":"EUR"}""")]
    [InlineData("""{"amount":"1e3","currency":"EUR"}""")]
    [InlineData("""{"amount":"1,000.00","currency":"EUR"}""")]
    [InlineData("""{"amount":"99999999999999999999","currency":"EUR"}""")]
    [InlineData("""{"amount":"1.00"}""")]
    [InlineData("""{"amount":"1.00","currency":"EURO"}""")]
    [InlineData("""{"amount":"1.00","currency":"EUR","extra":"1"}""")]
    [InlineData("\"1.00\"")]
    public void Json_NotMoney_Refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json));

    [Fact]
    public void Operators_OverflowOrMixedCurrencies_Throw()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "EUR") + new Money(1, "EUR"));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue / 2, "EUR") * 3);
        Assert.Throws<InvalidOperationException>(() => new Money(1, "EUR") + new Money(1, "USD"));
    }
}
