namespace Orders.Commands;

/// <summary>Brings orders in through their grains.</summary>
public sealed class GrainImportTarget(IGrainFactory grains, Acknowledgements? acknowledgements) : IImportTarget
{
    // Orders of one millisecond share 2^20 ids: not to find a free one among so many means that something else is wrong.
    private const int Tries = 1000;

    public async Task<ImportAnswer> Import(OlistDraft draft)
    {
        foreach (var id in draft.Candidates().Take(Tries))
        {
            var order = grains.GetGrain<IOrderGrain>(id.Value);
            var wasThere = await order.Get(OlistDraft.Actor) is not null;
            var (view, error) = await order.Import(draft.ToCommand(TrackingToken.New(id)));
            if (error is OrderIdTaken) continue;
            if (view is null) return new ImportAnswer(ImportResult.Refused, OrderErrorText.Of(error!));

            acknowledgements?.Add(view.Id, view.Version, view.Status);
            return new ImportAnswer(wasThere ? ImportResult.AlreadyThere : ImportResult.Imported);
        }

        return new ImportAnswer(ImportResult.Refused, OrderErrorText.Of(new OrderIdTaken()));
    }
}
