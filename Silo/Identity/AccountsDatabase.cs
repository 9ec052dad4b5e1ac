using System.Data.Common;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Orders.Identity;

/// <summary>What differs between the databases that accounts may be in.</summary>
internal abstract class AccountsDatabase
{
    /// <summary>Where the keys are that protect cookies and tokens.</summary>
    public abstract IXmlRepository Keys { get; }

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>Brings the tables up to date, though others may do the same at this moment.</summary>
    /// <exception cref="Storage.SchemaTooNewException">A later program has been here.</exception>
    public abstract void ApplySchema();

    /// <summary>Sees to it that there is a key, and one only, before the first front end looks for one.</summary>
    public abstract void AddFirstKey(IKeyManager keys);

    /// <summary>Somebody else has what was to be unique.</summary>
    public abstract bool IsTaken(DbUpdateException exception);

    /// <summary>Until the end of the transaction, nobody else adds a shop.</summary>
    public abstract Task LockShops(IdentityContext context);

    /// <summary>Upper and lower case of ASCII letters are the same.</summary>
    public abstract Task<Shop?> FindShop(IdentityContext context, string name);

    /// <summary>The database does not answer, as opposed to: it was asked something wrong.</summary>
    public static bool IsDown(Exception exception) =>
        exception is TimeoutException
        || exception is DbException { SqlState: not (['2', '2', ..] or ['2', '3', ..] or ['4', '2', ..]) } // bad data, constraint, bad SQL
        || exception.InnerException is { } inner && IsDown(inner);
}
