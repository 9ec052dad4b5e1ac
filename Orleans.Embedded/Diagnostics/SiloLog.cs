namespace Orleans.Diagnostics;

/// <summary>What the silo has to say.</summary>
internal sealed partial class SiloLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Error, "A turn of {Queue} broke off. This is a mistake of the engine.")]
    internal partial void TurnBroken(Exception exception, string queue);

    [LoggerMessage(2, LogLevel.Warning, "{Grain} could not be activated")]
    internal partial void ActivationFailed(Exception exception, string grain);

    [LoggerMessage(3, LogLevel.Error, "{Grain} failed while it was deactivated")]
    internal partial void DeactivationFailed(Exception exception, string grain);

    [LoggerMessage(4, LogLevel.Warning, "A one-way call failed: {Call}")]
    internal partial void OneWayCallFailed(Exception exception, string call);

    [LoggerMessage(5, LogLevel.Warning, "A sequence of {Grain} failed at its end")]
    internal partial void SequenceEndFailed(Exception exception, string grain);

    [LoggerMessage(6, LogLevel.Warning, "The time for an orderly stop is over: activations are dropped as they are")]
    internal partial void StoppedInHaste(Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "{Grain} is subscribed to {Stream} and has no observer there: an item is dropped")]
    internal partial void StreamItemUnclaimed(string stream, string grain);

    [LoggerMessage(21, LogLevel.Error, "The item {Item} of {Stream} is given up: {Grain} failed for too long")]
    internal partial void StreamItemGivenUp(Exception exception, string stream, string item, string grain);

    [LoggerMessage(22, LogLevel.Warning, "{Grain} failed when it was told of a failed delivery from {Stream}")]
    internal partial void StreamErrorUnheard(Exception exception, string stream, string grain);

    [LoggerMessage(40, LogLevel.Debug, "The observer {Observer} failed and is dropped")]
    internal static partial void ObserverDropped(ILogger logger, Exception exception, string? observer);

    [LoggerMessage(30, LogLevel.Error, "A timer tick of {Grain} failed")]
    internal partial void TickFailed(Exception exception, string grain);

    [LoggerMessage(31, LogLevel.Error, "The reminder {Reminder} of {Grain} failed; its next tick comes at its time")]
    internal partial void ReminderFailed(Exception exception, string reminder, string grain);

    [LoggerMessage(32, LogLevel.Error, "The reminders could not be read; this is tried again")]
    internal partial void RemindersUnread(Exception exception);

    [LoggerMessage(7, LogLevel.Error, "Something failed while the silo was stopped")]
    internal partial void StopFailed(Exception exception);
}
