using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orders.Storage;

namespace Orders.Hosting;

/// <summary>Reasons not to start that an operator can mend: said in words rather than in a stack trace.</summary>
public static class StartFailure
{
    /// <summary>What is wrong, or null: this one is a bug, whose stack is needed.</summary>
    public static string? InWords(Exception exception) => exception switch
    {
        DataDirectoryInUseException or DatabaseInUseException or OptionsValidationException => exception.Message,
        SchemaTooNewException or SchemaTooOldException or ImportUnfinishedException or OtherClusterException => exception.Message,
        DatabaseException => $"The database cannot be used: {exception.Message}",
        InvalidOperationException { InnerException: FormatException or ArgumentException } => exception.Message, // A setting of the wrong type, or too big for it.
        StorageUnavailableException => $"The silo cannot start: {exception.Message}{Because(exception)}",
        DbException => $"The silo cannot start: the database does not answer: {exception.Message}",
        UnauthorizedAccessException or IOException or SocketException => $"The silo cannot start: {exception.Message}",
        OrleansException { InnerException: { } inner } => InWords(inner),
        _ => null,
    };

    private static string Because(Exception exception) => exception.InnerException is { } inner ? $" ({inner.Message})" : "";
}
