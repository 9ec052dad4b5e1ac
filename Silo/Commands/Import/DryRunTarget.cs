namespace Orders.Commands;

/// <summary>Has every order decided by the same rules as its grain would, and writes nothing.</summary>
public sealed class DryRunTarget : IImportTarget
{
    public Task<ImportAnswer> Import(OlistDraft draft)
    {
        var id = draft.Candidates().First();
        var decision = OrderBeginnings.Import(null, id, draft.ToCommand(TrackingToken.New(id)));
        return Task.FromResult(decision.Error is { } error
            ? new ImportAnswer(ImportResult.Refused, OrderErrorText.Of(error))
            : new ImportAnswer(ImportResult.Imported));
    }
}
