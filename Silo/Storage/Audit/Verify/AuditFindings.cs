namespace Orders.Storage;

/// <summary>Something that is not as it was written.</summary>
/// <param name="Where">The row: <c>order:… event 3, position 17</c>, <c>stock:A row 2, position 5</c>, <c>checkpoint 4</c>.</param>
internal sealed record AuditFinding(string Where, string What);

/// <summary>What a verification has come across. The first are reported, all are counted: after a disaster there may be millions.</summary>
internal sealed class AuditFindings(Action<AuditFinding> report)
{
    public const int MostReported = 1000;

    public long Count { get; private set; }

    public void Add(string where, string what)
    {
        if (Count++ < MostReported) report(new AuditFinding(where, what));
    }
}
