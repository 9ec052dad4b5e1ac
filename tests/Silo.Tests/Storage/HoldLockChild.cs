namespace Orders.Tests.Storage;

/// <summary>Opens a database, says so, and keeps it until told to end.</summary>
internal static class HoldLockChild
{
    public static async Task<int> Run(string directory)
    {
        await using var db = TestDatabase.Open(directory);
        Console.WriteLine("open");
        Console.ReadLine();
        return 0;
    }
}
