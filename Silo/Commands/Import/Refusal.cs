namespace Orders.Commands;

/// <summary>Something in the files that cannot be brought in, and where it stands. The import goes on without it.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Line">Its line, counted from 1 with the heading as the first.</param>
/// <param name="Kind">The reason without what differs from row to row: refusals are counted by it.</param>
/// <param name="Detail">What is particular to this row, or null.</param>
public sealed record Refusal(string File, int Line, string Kind, string? Detail = null)
{
    public override string ToString() => $"{File}:{Line}: {Kind}{(Detail is null ? "" : $" ({Detail})")}";
}
