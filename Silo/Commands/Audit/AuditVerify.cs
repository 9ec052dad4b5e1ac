using Orders.Storage;

namespace Orders.Commands;

/// <summary>One run of <c>audit verify</c>, from the options to the exit code. Needs no silo: it only reads.</summary>
public static class AuditVerify
{
    // A call per row would cost more than the row.
    private const int ProgressEvery = 1000;

    public static async Task<int> Run(string? dataDirectory, TextWriter output, CancellationToken stop)
    {
        using var reader = DatabaseReader.Open(SiloSession.OptionsOf(dataDirectory));
        return await Check(reader.Connection, output, stop);
    }

    /// <summary>Checks the audit log of a database that is at this program's schema, and says what was found.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> Check(Connection connection, TextWriter output, CancellationToken stop)
    {
        var findings = new List<AuditFinding>();
        AuditVerificationResult? result = null;
        try
        {
            await RowProgress.Show(output, "Checking the audit log", AuditVerification.CountRows(connection), progress =>
            {
                result = AuditVerification.Run(connection, Batched(progress), findings.Add, stop);
                return Task.CompletedTask;
            });
        }
        finally
        {
            // After the bar, which would be torn; and also where the check was stopped or could not go on.
            foreach (var finding in findings) output.WriteLine($"{finding.Where}: {finding.What}");
        }

        return Report(result!, findings.Count, output);
    }

    private static int Report(AuditVerificationResult result, int reported, TextWriter output)
    {
        if (result.Findings > reported) output.WriteLine(FormattableString.Invariant($"… and {result.Findings - reported:N0} more"));
        output.WriteLine(FormattableString.Invariant(
            $"{result.Rows:N0} rows of {result.Orders:N0} orders and {result.Subjects:N0} other subjects, {result.Checkpoints:N0} checkpoints."));
        output.WriteLine(result.LastCheckpoint is { } last
            ? FormattableString.Invariant(
                $"The last checkpoint, {last.Number} of {Moment(last.At)}, reaches to position {last.LastPosition} of {result.LastPosition}. ")
                + $"Its hash, to be compared with one kept elsewhere: {Convert.ToHexStringLower(last.Hash)}"
            : "There is no checkpoint yet: rows cut off at the end would not be noticed.");
        output.WriteLine(result.Findings == 0
            ? "The audit log is intact."
            : FormattableString.Invariant($"The audit log is NOT intact: {result.Findings:N0} findings."));
        return result.Findings == 0 ? ExitCodes.Done : ExitCodes.AuditBroken;
    }

    // The column may have been edited: then it may be no time at all.
    private static string Moment(long stored)
    {
        var ticks = unchecked(stored + DateTime.UnixEpoch.Ticks);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? FormattableString.Invariant($"{StoredTime.Read(stored):yyyy-MM-dd HH:mm}Z")
            : "no time that there is";
    }

    private static Action<int> Batched(Action<int> progress)
    {
        var waiting = 0;
        return count =>
        {
            waiting += count;
            if (waiting < ProgressEvery) return;
            progress(waiting);
            waiting = 0;
        };
    }
}
