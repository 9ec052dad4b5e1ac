namespace Orders.Commands;

/// <summary>
/// The files as a whole cannot be used: a folder, a file or a column is missing. The message is for the person at the keyboard.
/// </summary>
public sealed class ImportFilesException(string message) : Exception(message);
