namespace Orders.Web;

/// <summary>Which exceptions say that the engine or the database is not there at the moment, rather than that the program is wrong.</summary>
public static class Unavailable
{
    public static bool Means(Exception exception) =>
        exception is StorageUnavailableException or TimeoutException or OrleansException or IOException or System.Data.Common.DbException
        || exception.InnerException is { } inner && Means(inner);
}
