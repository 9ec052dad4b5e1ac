namespace Orders.Tests.Processes;

/// <summary>What this assembly does when a test starts it as a second process.</summary>
internal static class ChildProgram
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["hold-lock", var directory] => Storage.HoldLockChild.Run(directory),
        ["append-until-killed", var directory, var seed] => Storage.AppendUntilKilledChild.Run(directory, int.Parse(seed)),
        ["remind-until-killed", var directory] => Storage.RemindUntilKilledChild.Run(directory),
        ["hold-postgres"] => HoldPostgresChild.Run(),
        _ => throw new ArgumentException($"Not a child's command: {string.Join(' ', args)}"),
    };
}
