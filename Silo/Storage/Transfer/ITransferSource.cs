namespace Orders.Storage;

/// <summary>
/// Everything in a database as of one moment, while others go on writing. Accounts are read as of a moment later than orders where they
/// are in a file of their own, so that nobody is missing whom an order names.
/// </summary>
internal interface ITransferSource : IDisposable
{
    /// <summary>What kind of database it is.</summary>
    string Provider { get; }

    long Count(TransferTable table);

    /// <summary>Its rows in the order of its key. A row is valid until the next one is asked for.</summary>
    IEnumerable<TransferRow> Read(TransferTable table);
}
