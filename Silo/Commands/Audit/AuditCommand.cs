using System.CommandLine;

namespace Orders.Commands;

/// <summary><c>audit verify</c>: whether the audit log is as it was written.</summary>
public static class AuditCommand
{
    public static Command Create() => new("audit", "The audit log.") { Verify() };

    private static Command Verify()
    {
        var command = new Command(
            "verify",
            "Check every row of the audit log, the chains that tie them together, and the hourly checkpoints. Names each row that was edited, "
            + "moved or removed since it was written. Changes nothing. With SQLite only while the shop is stopped: one process at a time has the file; PostgreSQL may be checked beside it.");
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) =>
            AuditVerify.Run(SiloOptions.DataDirectoryOf(parsed), parsed.InvocationConfiguration.Output, stop)));
        return command;
    }
}
