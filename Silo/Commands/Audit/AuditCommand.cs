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
            + "moved or removed since it was written. Changes nothing, and may run beside the shop: it sees everything as of one moment.");
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) =>
            AuditVerify.Run(SiloOptions.DataDirectoryOf(parsed), parsed.InvocationConfiguration.Output, stop)));
        return command;
    }
}
