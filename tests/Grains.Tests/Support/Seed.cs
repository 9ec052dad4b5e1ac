using System.Globalization;
using Xunit.Abstractions;

namespace Orders.Tests;

/// <summary>Random tests print their seed; <c>ORDERS_TEST_SEED</c> plays one again.</summary>
internal static class Seed
{
    public static Random Random(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable("ORDERS_TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : System.Random.Shared.Next();
        output.WriteLine($"ORDERS_TEST_SEED={seed}");
        return new Random(seed);
    }
}
