using Orders.Testing;

namespace Orders.Tests.Processes;

/// <summary>Has a PostgreSQL running until it is told to end or is killed.</summary>
internal static class HoldPostgresChild
{
    public static async Task<int> Run()
    {
        await Console.Out.WriteLineAsync(PostgresServer.Shared.NewDatabase());
        await Console.In.ReadLineAsync();
        return 0;
    }
}
