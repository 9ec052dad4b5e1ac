using System.Diagnostics;

namespace Orders.Commands;

/// <summary>How many rows a command carried, how fast, and with how much memory.</summary>
internal sealed class TransferSummary
{
    private const double Mebi = 1 << 20;

    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>For example: 1,204,311 rows in 4.2 s: 286,740 rows a second; at most 143 MiB of memory.</summary>
    public string Of(long rows)
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        return FormattableString.Invariant(
            $"{rows:N0} rows in {seconds:N1} s: {rows / seconds:N0} rows a second; at most {process.PeakWorkingSet64 / Mebi:N0} MiB of memory.");
    }
}
