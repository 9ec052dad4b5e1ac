namespace Orders.Commands;

/// <summary>
/// A line for every command that was answered, written through at once: <c>ack ID VERSION STATUS</c>. Whoever reads a line may count
/// on the order having got that far for good.
/// </summary>
public sealed class Acknowledgements(TextWriter output)
{
    private readonly Lock _lines = new();

    public void Add(OrderId id, long version, OrderStatus status)
    {
        lock (_lines)
        {
            output.WriteLine(FormattableString.Invariant($"ack {id} {version} {status.InWords()}"));
            output.Flush();
        }
    }
}
