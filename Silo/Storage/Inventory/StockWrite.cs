using Orleans.Storage;

namespace Orders.Storage;

/// <summary>One change of a stock: its row, the catalogue's, the reservation, the ledger and the audit log.</summary>
internal sealed class StockWrite : Write<bool>
{
    private readonly StockChange _change;
    private readonly ProductText? _text;
    private readonly EncodedAudit? _audit;

    // Everything is encoded here, on the caller's thread.
    public StockWrite(StockChange change)
    {
        _change = change;
        if (change.Before is not { } before || before.Name != change.After.Name || before.Price != change.After.Price)
            _text = ProductText.Of(change.After);
        if (StockAudit.Of(change) is { } entry) _audit = EncodedAudit.Of(entry); // of every movement there is one
    }

    protected override bool Run(WriteSession session)
    {
        var statements = session.Use<StockStatements>();
        var (before, after) = (_change.Before, _change.After);
        var found = statements.Find(after.Sku);
        if (found?.Version != before?.Version)
            throw new InconsistentStateException($"The stock of {after.Sku} is not at version {before?.Version ?? 0} any more.");

        var id = found?.Id ?? statements.Insert(after);
        if (before is not null) statements.Update(id, after);
        if (_change.FellLow) statements.SetToTell(id, after.Version);
        else if (_change.RoseAgain) statements.SetToTell(id, null);
        WriteProduct(session.Use<ProductStatements>());
        if (_change.Touched is { } order)
        {
            if (after.Reservations.TryGetValue(order, out var held)) statements.Hold(id, held);
            else statements.GiveUp(id, order);
        }

        if (_audit is { } audit)
        {
            if (_change.Movement is { } moved) statements.Move(id, moved, audit.Actor, _change.CommandKey);
            session.Audit(audit);
        }

        return true;
    }

    private void WriteProduct(ProductStatements products)
    {
        if (_change.Before is null) products.Insert(_change.After, _text!.Value);
        else if (_text is { } text) products.Describe(_change.After, text);
        else if (_change.Before.Available != _change.After.Available) products.SetAvailable(_change.After);
    }
}

/// <summary>Notes that a shop has been told.</summary>
internal sealed class StockTold(string sku, long sequence) : Write<bool>
{
    protected override bool Run(WriteSession session)
    {
        session.Use<StockStatements>().Told(sku, sequence);
        return true;
    }
}
