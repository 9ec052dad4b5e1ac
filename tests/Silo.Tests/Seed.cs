namespace Orders.Tests;

/// <summary>The seed of a randomised test: printed, and replayed by setting ORDERS_TEST_SEED.</summary>
internal static class Seed
{
    public static Random Random(Xunit.Abstractions.ITestOutputHelper output, out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable("ORDERS_TEST_SEED"), out var given) ? given : System.Random.Shared.Next();
        output.WriteLine($"ORDERS_TEST_SEED={seed}");
        return new Random(seed);
    }
}
