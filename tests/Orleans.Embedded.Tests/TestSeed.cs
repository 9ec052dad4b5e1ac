using System.Globalization;
using Xunit.Abstractions;

namespace Orleans.Embedded.Tests;

/// <summary>The seed of a randomised test: printed, and given by ORDERS_TEST_SEED to run the same plan again.</summary>
internal static class TestSeed
{
    public static int Next(ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ORDERS_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        output.WriteLine($"ORDERS_TEST_SEED={seed}");
        return seed;
    }

    /// <summary>How many rounds a stress makes: more of them in a long run.</summary>
    public static int Rounds(int usual) => Environment.GetEnvironmentVariable("ORDERS_TEST_LONG") == "1" ? usual * 10 : usual;
}
