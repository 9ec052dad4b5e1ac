using System.Globalization;
using Orders.Testing;

namespace Orders.Tests.Crash;

/// <summary>Where the randomness comes from: printed by every test, and given again in the environment to replay a run.</summary>
internal static class Seeds
{
    public const string Variable = "ORDERS_TEST_SEED";

    private const string LongVariable = "ORDERS_TEST_LONG";

    public static int Next() =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();

    private static bool IsLong => Environment.GetEnvironmentVariable(LongVariable) == "1";

    /// <summary>The number of kills. Where somebody asked for the long version: ten times as many, on PostgreSQL as many as usual on SQLite.</summary>
    /// <param name="onPostgres">On PostgreSQL, whose server outlives them, fewer will do.</param>
    public static int Kills(int usual, int onPostgres) => IsLong ? usual * (TestDatabaseChoice.IsPostgres ? 1 : 10) : TestDatabaseChoice.IsPostgres ? onPostgres : usual;

    /// <summary>The number of restarts.</summary>
    public static int Restarts(int usual, int most) => IsLong ? most : usual;
}
