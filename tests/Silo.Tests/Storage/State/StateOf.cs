using System.Diagnostics.CodeAnalysis;
using Orleans.Storage;

namespace Orders.Tests.Storage;

/// <summary>A grain's state as storage sees it.</summary>
internal sealed class StateOf<T> : IGrainState<T>
    where T : new()
{
    [AllowNull]
    public T State { get; set; } = new();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
