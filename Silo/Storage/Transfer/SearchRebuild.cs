namespace Orders.Storage;

/// <summary>Gathers what a search finds orders by from their first events, as if they had just been placed.</summary>
internal sealed class SearchRebuild
{
    private readonly List<(long Order, string[] Words)> _found = [];

    /// <summary>Looks at a row of <c>order_events</c>.</summary>
    public void Look(TransferRow row)
    {
        const int OrderId = 2, Sequence = 3, Payload = 5;
        if (row.Number(Sequence) != 1) return;
        var id = new OrderId(row.Number(OrderId));
        var state = OrderState.Apply(null, id, OrderJson.Read(row.Bytes(Payload).Span));
        _found.Add((id.Value, [.. SearchWords.Of(OrderProjection.Listing(state).SearchText),
            SearchWords.OfSeller(state.Details.SellerId), SearchWords.OfBuyer(state.Details.Buyer.Id)]));
    }

    /// <summary>
    /// What was found since the last time, by order: a full-text index likes its rows ascending. The last two words stand for the shop
    /// and the buyer.
    /// </summary>
    public IReadOnlyList<(long Order, string[] Words)> Take()
    {
        var taken = _found.OrderBy(f => f.Order).ToArray();
        _found.Clear();
        return taken;
    }
}
