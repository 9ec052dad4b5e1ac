using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>Takes a checkpoint every hour, and at the start if the last is older: what was down at the hour catches up.</summary>
public sealed partial class AuditCheckpointGrain(IAuditCheckpoints checkpoints, TimeProvider time, ILogger<AuditCheckpointGrain> logger)
    : Grain, IAuditCheckpointGrain, IRemindable
{
    private const string Reminder = "checkpoint";
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Registering anew would begin a new hour: a silo that starts every half hour would never come to its end.
        if (await this.GetReminder(Reminder) is null) await this.RegisterOrUpdateReminder(Reminder, Period, Period);
        this.RegisterGrainTimer(TakeIfDue, new(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    public Task Start() => Task.CompletedTask; // being activated is all

    public Task ReceiveReminder(string reminderName, TickStatus status) => Take();

    public async Task<int> Take()
    {
        var taken = 0;
        while (await checkpoints.Add(time.GetUtcNow()) is { } checkpoint)
        {
            taken++;
            LogTaken(checkpoint.Number, checkpoint.LastPosition, checkpoint.Hash);
        }

        return taken;
    }

    private async Task TakeIfDue(CancellationToken cancellationToken)
    {
        if (await checkpoints.LastAt() is not { } last || time.GetUtcNow() - last >= Period) await Take();
    }
}
