using System.Globalization;

namespace Orders.Tests.Crash;

/// <summary>Where the randomness comes from: printed by every test, and given again in the environment to replay a run.</summary>
internal static class Seeds
{
    public const string Variable = "ORDERS_TEST_SEED";

    private const string LongVariable = "ORDERS_TEST_LONG";

    public static int Next() =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();

    /// <summary>The number of kills, ten times as many where somebody asked for the long version.</summary>
    public static int Kills(int usual) => Environment.GetEnvironmentVariable(LongVariable) == "1" ? usual * 10 : usual;
}
