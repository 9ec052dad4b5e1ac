using System.Diagnostics;
using System.Globalization;

namespace Orders.Hosting;

/// <summary>
/// Ends the process, as a power cut would, when a place is reached for the nth time: <c>ORDERS_TEST_FAULT=order-committed:3</c>.
/// Without that variable, which only the crash tests set, every place is passed without a look.
/// </summary>
internal sealed class ProcessFaults : IFaultPoints
{
    public const string Variable = "ORDERS_TEST_FAULT";

    private readonly string? _point;
    private int _left;

    public ProcessFaults()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split(':') is not [var point, var times]) return;
        _point = point;
        _left = int.Parse(times, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public void Reach(string point)
    {
        if (_point != point || Interlocked.Decrement(ref _left) != 0) return;
        using var process = Process.GetCurrentProcess();
        process.Kill(); // SIGKILL
        Thread.Sleep(Timeout.Infinite); // nothing after the place may happen while the signal is on its way
    }
}
