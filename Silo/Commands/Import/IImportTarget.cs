namespace Orders.Commands;

/// <summary>Where orders go: through the grains, or, in a dry run, nowhere.</summary>
public interface IImportTarget
{
    Task<ImportAnswer> Import(OlistDraft draft);
}

public enum ImportResult
{
    /// <summary>Stored, and durable.</summary>
    Imported,

    /// <summary>An earlier run had stored it.</summary>
    AlreadyThere,

    /// <summary>The order itself said no.</summary>
    Refused,
}

/// <param name="Order">The order as stored; null where there is none.</param>
/// <param name="Why">For a refusal: the reason.</param>
public sealed record ImportAnswer(ImportResult Result, OrderView? Order, string? Why = null);
