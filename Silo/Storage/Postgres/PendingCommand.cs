using Npgsql;

namespace Orders.Storage;

/// <summary>A command that goes along with the next one that is asked for an answer.</summary>
internal class PendingCommand(NpgsqlBatchCommand command)
{
    public NpgsqlBatchCommand Command { get; } = command;

    /// <summary>Whose part it is.</summary>
    public IWrite? Owner { get; init; }

    /// <summary>What its owner hears where it does not change a row; null: that does not matter.</summary>
    public Func<Exception>? Refusal { get; init; }

    /// <summary>It answers with rows.</summary>
    public bool HasRows { get; init; }

    public virtual bool IsMany => false;

    public virtual bool MayRefuse => Refusal is not null;

    /// <summary>As it is to be sent.</summary>
    public virtual NpgsqlBatchCommand Complete() => Command;

    public virtual void CheckRows(NpgsqlDataReader rows, List<(IWrite Write, Exception Reason)> rejected)
    {
        while (rows.Read())
        {
        }
    }

    public virtual void CheckChanges(List<(IWrite Write, Exception Reason)> rejected)
    {
        if (Refusal is { } refusal && Command.RecordsAffected != 1) rejected.Add((Owner!, refusal()));
    }

    /// <summary>It will not be sent.</summary>
    public virtual void Forget()
    {
    }
}
