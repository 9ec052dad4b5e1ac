using System.Diagnostics;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>Runs this assembly as a process of its own (<see cref="ShopChild"/>), to its end or to the place where it is killed.</summary>
internal static class ShopProcess
{
    /// <summary>128 + 9: it was killed.</summary>
    public const int Killed = 137;

    /// <summary>Names the address for the shop's webhooks.</summary>
    public const string Receiver = "ORDERS_TEST_RECEIVER";

    public static async Task<int> Run(StoredDatabase database, string mode, int seed, string? fault, ITestOutputHelper output, string? receiver = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(ShopProcess).Assembly.Location, mode, database.Folder, $"{seed}"]) start.ArgumentList.Add(argument);
        database.Name(start.Environment);
        if (fault is not null) start.Environment["ORDERS_TEST_FAULT"] = fault;
        if (receiver is not null) start.Environment[Receiver] = receiver;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        database.UntilFree();
        if (errors.Length > 0 && process.ExitCode != Killed) output.WriteLine(errors);
        return process.ExitCode;
    }
}
