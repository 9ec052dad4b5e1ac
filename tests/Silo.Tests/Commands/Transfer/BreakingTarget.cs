using Orders.Storage;

namespace Orders.Tests.Commands;

/// <summary>The power goes at the n-th commit, before it or right after; or something else goes wrong then.</summary>
internal sealed class BreakingTarget(ITransferTarget target, int atCommit, bool after, Exception? error = null) : ITransferTarget
{
    private int _commits;

    public int Commits => _commits;

    public ImportProgress Begin(ImportOrigin origin) => target.Begin(origin);

    public void Write(TransferTable table, TransferRow row) => target.Write(table, row);

    public void Commit(TransferPart part, ImportPosition position)
    {
        var breaks = ++_commits == atCommit;
        if (breaks && !after) throw error ?? new PowerCut();
        target.Commit(part, position);
        if (breaks) throw error ?? new PowerCut();
    }

    public ITransferSource Read() => target.Read();

    public void Finish()
    {
        if (++_commits == atCommit && !after) throw new PowerCut();
        target.Finish();
    }

    public ImportOrigin? Discard() => target.Discard();

    public void Dispose() => target.Dispose();
}

internal sealed class PowerCut : Exception;
