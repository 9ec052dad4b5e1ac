namespace Orleans.Runtime;

/// <summary>The engine could not do what it was asked to.</summary>
public class OrleansException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The silo has ended, or is not there yet.</summary>
public sealed class SiloUnavailableException(string message) : OrleansException(message);

/// <summary>More calls wait at a grain than it may have waiting.</summary>
public sealed class LimitExceededException(string message) : OrleansException(message);

/// <summary>The set-up is wrong.</summary>
public sealed class OrleansConfigurationException(string message) : Exception(message);

/// <summary>The activation that produced a sequence is gone.</summary>
public sealed class EnumerationAbortedException(string message) : Exception(message);
