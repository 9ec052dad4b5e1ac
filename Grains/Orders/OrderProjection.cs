using System.Collections.Immutable;

namespace Orders;

/// <summary>An order as lists hold it: the narrow row that changes, and the wide one that does not.</summary>
public static class OrderProjection
{
    public static OrderRow Row(OrderState state, DateTimeOffset? dueAt) => new(
        state.Id, state.Details.SellerId, state.Details.Buyer.Id, state.Status, state.Version, state.UpdatedAt, state.Total.Minor,
        dueAt, state.EscalationLevel);

    public static OrderListing Listing(OrderState state)
    {
        var details = state.Details;
        return new OrderListing(
            details.Number, details.SellerName, details.Buyer.Name, details.Buyer.Email, state.Total.Currency, Headline(details.Lines),
            details.TrackingToken, SearchText(details));
    }

    /// <summary>The items in a few words: <c>2 · Blue mug +1</c>.</summary>
    public static string Headline(ImmutableArray<OrderLine> lines)
    {
        var first = lines[0];
        var others = lines.Length - 1;
        return others == 0 ? $"{first.Quantity} · {first.Name}" : $"{first.Quantity} · {first.Name} +{others}";
    }

    private static string SearchText(OrderDetails details)
    {
        string?[] words = [details.Number, details.ExternalReference, details.Buyer.Name, details.Buyer.Email];
        return string.Join(' ', words.Concat(details.Lines.SelectMany(l => new[] { l.Sku, l.Name })).OfType<string>().Distinct());
    }
}
