namespace Orders;

/// <summary>Every limit on what a caller may send, in one place. The API refuses beyond them with 400 and the field's name.</summary>
public static class OrderLimits
{
    /// <summary>Lines in one order.</summary>
    public const int Lines = 100;

    /// <summary>Units of one line.</summary>
    public const int Quantity = 1000;

    /// <summary>Units of one product in a shop's stock.</summary>
    public const int OnHand = 10_000_000;

    /// <summary>Characters of a note or a reason.</summary>
    public const int Note = 2000;

    /// <summary>Characters of a name, a line of an address, a carrier, a tracking number, a SKU.</summary>
    public const int ShortText = 200;

    /// <summary>Characters of an idempotency key.</summary>
    public const int IdempotencyKey = 200;

    /// <summary>Orders on one page of a list, at most and by default.</summary>
    public const int PageSize = 200;
    public const int DefaultPageSize = 50;

    /// <summary>Unread notifications are counted up to here.</summary>
    public const int UnreadCount = 1000;

    /// <summary>Characters of a search.</summary>
    public const int SearchText = 200;
}
