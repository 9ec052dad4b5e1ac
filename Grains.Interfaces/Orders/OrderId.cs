using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>
/// An order's id: 43 bits of milliseconds since 2000-01-01 (the moment it was placed) and 20 random ones. Ids grow with time,
/// so that new rows go to the end of every table, and a list sorted by id is sorted by the time of placing. As text: 13
/// characters of Crockford's base 32 in lower case.
/// </summary>
[GenerateSerializer, Immutable, Alias("orders.OrderId")]
[JsonConverter(typeof(OrderIdJsonConverter))]
public readonly record struct OrderId([property: Id(0)] long Value) : IComparable<OrderId>
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int RandomBits = 20;
    private const int TextLength = 13;
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When the order was placed, to the millisecond.</summary>
    public DateTimeOffset PlacedAt => Epoch.AddMilliseconds(Value >> RandomBits);

    /// <summary>A new id. Two ids of one millisecond are equal once in a million; the order store refuses the second.</summary>
    public static OrderId New(DateTimeOffset placedAt) => Of(placedAt, RandomNumberGenerator.GetInt32(1 << RandomBits));

    /// <summary>The id with the given low bits: for imports, which must find the same id again.</summary>
    public static OrderId Of(DateTimeOffset placedAt, int discriminator) =>
        new((Milliseconds(placedAt) << RandomBits) | (uint)(discriminator & ((1 << RandomBits) - 1)));

    /// <summary>The smallest id that an order placed at or after this moment can have: a date range is a range of ids.</summary>
    public static OrderId FirstAt(DateTimeOffset moment)
    {
        // Up to the next whole millisecond: an id of the millisecond that has begun may be from before the moment.
        var ticks = Math.Max(0, (moment - Epoch).Ticks);
        var milliseconds = (ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return Of(Epoch.AddTicks(Math.Min(milliseconds * TimeSpan.TicksPerMillisecond, (DateTimeOffset.MaxValue - Epoch).Ticks)), 0);
    }

    private static long Milliseconds(DateTimeOffset moment) =>
        Math.Clamp((long)(moment - Epoch).TotalMilliseconds, 0, (1L << 43) - 1);

    public static bool TryParse([NotNullWhen(true)] string? text, out OrderId id)
    {
        id = default;
        if (text is not { Length: TextLength }) return false;
        ulong value = 0;
        foreach (var c in text)
        {
            var digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0) return false;
            value = (value << 5) | (uint)digit;
        }

        // 13 digits are 65 bits: the first may only be 0–7, which also keeps the value positive.
        if (text[0] > '7') return false;
        id = new OrderId((long)value);
        return true;
    }

    public override string ToString() => string.Create(TextLength, Value, static (span, value) =>
    {
        for (var i = span.Length - 1; i >= 0; i--)
        {
            span[i] = Digits[(int)(value & 31)];
            value >>= 5;
        }
    });

    public int CompareTo(OrderId other) => Value.CompareTo(other.Value);

    public static bool operator <(OrderId a, OrderId b) => a.Value < b.Value;
    public static bool operator >(OrderId a, OrderId b) => a.Value > b.Value;
    public static bool operator <=(OrderId a, OrderId b) => a.Value <= b.Value;
    public static bool operator >=(OrderId a, OrderId b) => a.Value >= b.Value;
}

public sealed class OrderIdJsonConverter : JsonConverter<OrderId>
{
    public override OrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        OrderId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an order id.");

    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
