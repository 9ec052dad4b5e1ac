namespace Orders.Storage;

/// <summary>Every checkpoint follows the one before, and what it pinned down is still there.</summary>
internal sealed class CheckpointsCheck(Connection connection, AuditFindings findings)
{
    private const string Sql = "SELECT number, at, first_position, last_position, heads, hash FROM audit_checkpoints ORDER BY number";

    private readonly Statement _orderRow = connection.Prepare("SELECT hash FROM order_events WHERE position = ?1 AND order_id = ?2 AND sequence = ?3");
    private readonly Statement _subjectRow = connection.Prepare("SELECT hash FROM audit_events WHERE position = ?1 AND subject = ?2 AND sequence = ?3");
    private readonly Statement _order = connection.Prepare("SELECT 1 FROM orders WHERE id = ?1");

    /// <summary>The last one seen; null: there is none.</summary>
    public StoredCheckpoint? Last { get; private set; }

    public long Count { get; private set; }

    public void Run(long lastPosition, CancellationToken stop)
    {
        var rows = connection.PrepareWalk(Sql);
        try
        {
            while (rows.Step())
            {
                stop.ThrowIfCancellationRequested();
                var checkpoint = new StoredCheckpoint(
                    rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Int64(3), rows.Bytes(4).ToArray(), rows.Bytes(5).ToArray());
                if (Follows(checkpoint)) CheckHeads(checkpoint);
                Last = checkpoint;
                Count++;
            }
        }
        finally
        {
            rows.Reset();
        }

        if (Last is { } last && last.LastPosition > lastPosition)
            findings.Add($"positions {lastPosition + 1} to {last.LastPosition}", $"the end is missing: checkpoint {last.Number} reaches further than the log");
    }

    private bool Follows(StoredCheckpoint checkpoint)
    {
        var name = $"checkpoint {checkpoint.Number}";
        var number = Last?.Number ?? 0;
        if (checkpoint.Number != number + 1)
        {
            findings.Add($"checkpoint {number + 1}", "missing");
            return true; // whose hash it carries cannot be known, but what it pinned down can still be looked at
        }

        if (Last is { } before && before.Hash.Length != HashChain.Length)
        {
            findings.Add(name, $"the hash of the checkpoint before it has {before.Hash.Length} bytes");
            return true; // what it pinned down can still be looked at
        }

        var expected = CheckpointChain.Next(
            Last?.Hash ?? [], checkpoint.Number, checkpoint.At, checkpoint.FirstPosition, checkpoint.LastPosition, checkpoint.Heads);
        if (!expected.AsSpan().SequenceEqual(checkpoint.Hash)) findings.Add(name, "edited: the hash does not fit the content and the checkpoint before it");
        else if (checkpoint.FirstPosition != (Last?.LastPosition ?? 0) + 1) findings.Add(name, "does not begin where the one before ends");
        else return true;
        return false;
    }

    private void CheckHeads(StoredCheckpoint checkpoint)
    {
        List<CheckpointHead> heads;
        try
        {
            heads = CheckpointHeads.Read(checkpoint.Heads);
        }
        catch (InvalidDataException)
        {
            findings.Add($"checkpoint {checkpoint.Number}", "edited: its heads cannot be read");
            return;
        }

        foreach (var head in heads)
        {
            var stored = HashOf(head);
            if (stored is not null && stored.AsSpan().SequenceEqual(head.Hash)) continue;
            findings.Add(ChainedRows.NameOf(head.Name, head.Sequence, head.Position), stored is not null
                ? $"edited since checkpoint {checkpoint.Number}"
                : head.Order is { } order && !Exists(order)
                    ? $"the whole order is gone since checkpoint {checkpoint.Number}"
                    : $"missing since checkpoint {checkpoint.Number}");
        }
    }

    private byte[]? HashOf(CheckpointHead head)
    {
        var find = head.Order is { } order
            ? _orderRow.Bind(1, head.Position).Bind(2, order.Value).Bind(3, head.Sequence)
            : _subjectRow.Bind(1, head.Position).Bind(2, head.Subject).Bind(3, head.Sequence);
        try
        {
            return find.Step() ? find.Bytes(0).ToArray() : null;
        }
        finally
        {
            find.Reset();
        }
    }

    private bool Exists(OrderId order)
    {
        _order.Bind(1, order.Value);
        try
        {
            return _order.Step();
        }
        finally
        {
            _order.Reset();
        }
    }
}
