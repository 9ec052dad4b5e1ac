namespace Orders.Hosting;

/// <summary>The database is somebody else's, who keeps states and reminders where this program would not look for them: the message says whose.</summary>
public sealed class OtherClusterException(string message) : Exception(message);
