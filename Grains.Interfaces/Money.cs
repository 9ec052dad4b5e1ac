using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>An amount in the smallest unit of its currency (cents for EUR), so that sums are exact.</summary>
/// <param name="Minor">The amount in minor units; may be negative.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
[GenerateSerializer, Immutable, Alias("orders.Money")]
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money([property: Id(0)] long Minor, [property: Id(1)] string Currency)
{
    // ISO 4217: what is in use for payments. Funds codes, metals and test codes are left out.
    private const string TwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE "
        + "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD "
        + "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
        + "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU "
        + "UZS VED VES WST XCD YER ZAR ZMW ZWG";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Decimals = Table((TwoDecimals, 2), (NoDecimals, 0), (ThreeDecimals, 3));

    /// <summary>Whether it is a currency in which something can be priced.</summary>
    public static bool IsCurrency(string? code) => code is not null && Decimals.ContainsKey(code);

    /// <summary>Decimals of a currency after ISO 4217; 2 where the table above does not know it.</summary>
    public static int DecimalsOf(string currency) => Decimals.GetValueOrDefault(currency, 2);

    private static FrozenDictionary<string, int> Table(params (string Codes, int Decimals)[] groups) =>
        groups.SelectMany(group => group.Codes.Split(' ').Select(code => KeyValuePair.Create(code, group.Decimals))).ToFrozenDictionary();

    /// <summary>The amount in major units (12.50 for 1250 cents).</summary>
    [JsonIgnore]
    public decimal Amount => Minor / (decimal)Math.Pow(10, DecimalsOf(Currency));

    /// <summary>From major units.</summary>
    /// <exception cref="ArgumentException">More decimals than the currency has.</exception>
    public static Money Of(decimal amount, string currency)
    {
        var minor = amount * (decimal)Math.Pow(10, DecimalsOf(currency));
        return minor == decimal.Truncate(minor)
            ? new Money(checked((long)minor), currency)
            : throw new ArgumentException($"{currency} has {DecimalsOf(currency)} decimals, {amount} has more.", nameof(amount));
    }

    public static Money Zero(string currency) => new(0, currency);

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Money operator +(Money a, Money b) =>
        a.Currency == b.Currency
            ? new Money(checked(a.Minor + b.Minor), a.Currency)
            : throw new InvalidOperationException($"Cannot add {b.Currency} to {a.Currency}.");

    /// <exception cref="OverflowException">The product does not fit.</exception>
    public static Money operator *(Money a, int quantity) => a with { Minor = checked(a.Minor * quantity) };

    /// <summary>The amount alone, with the currency's decimals and a point: <c>12.50</c>.</summary>
    public string ToAmountString() => Amount.ToString("F" + DecimalsOf(Currency), CultureInfo.InvariantCulture);

    public override string ToString() => $"{ToAmountString()} {Currency}";
}

/// <summary>Writes money as <c>{"amount":"12.50","currency":"EUR"}</c>, as http-api.md has it.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? amount = null, currency = null;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Money is an object of amount and currency.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException($"Money: {name} is a string.");
            if (name == "amount") amount = value;
            else if (name == "currency") currency = value;
            else throw new JsonException($"Money has no field {name}.");
        }

        if (currency is not { Length: 3 } || !decimal.TryParse(amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var parsed))
        {
            throw new JsonException("Money needs an amount such as \"12.50\" and a currency such as \"EUR\".");
        }

        try
        {
            return Money.Of(parsed, currency);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new JsonException(e.Message);
        }
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToAmountString());
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }
}
