namespace Orleans;

/// <summary>A grain that is woken by its reminders.</summary>
public interface IRemindable : IGrain
{
    Task ReceiveReminder(string reminderName, TickStatus status);
}
