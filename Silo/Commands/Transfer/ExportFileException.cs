namespace Orders.Commands;

/// <summary>The file is not an export, or not as it was written.</summary>
/// <param name="line">0: the file as a whole.</param>
internal sealed class ExportFileException(long line, string message)
    : Exception(line == 0 ? message : FormattableString.Invariant($"line {line}: {message}"));
