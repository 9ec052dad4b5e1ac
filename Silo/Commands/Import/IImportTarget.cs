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

/// <param name="Why">For a refusal: the reason.</param>
public sealed record ImportAnswer(ImportResult Result, string? Why = null);
