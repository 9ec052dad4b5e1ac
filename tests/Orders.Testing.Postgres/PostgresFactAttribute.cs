using Xunit;

namespace Orders.Testing;

/// <summary>A test that needs a real PostgreSQL: skipped, visibly, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.SkipReason;
}

/// <summary>A test that needs PostgreSQL and is run by <c>./test.sh --long</c> alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongPostgresFactAttribute : FactAttribute
{
    public LongPostgresFactAttribute() => Skip = Environment.GetEnvironmentVariable("ORDERS_TEST_LONG") == "1"
        ? PostgresServer.SkipReason
        : "Loses the way to the server again and again, and waits until that is noticed: ./test.sh --long runs it.";
}

/// <inheritdoc cref="PostgresFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.SkipReason;
}
