namespace Orleans.Runtime
{
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

    /// <summary>A reminder could not be registered.</summary>
    public class ReminderException(string message) : OrleansException(message);
}

namespace Orleans.Serialization
{
    /// <summary>A type that may not travel in grain calls: it can be neither shared nor copied.</summary>
    public class CodecNotFoundException(string message) : Exception(message);
}

namespace Orleans.Streams
{
    /// <summary>A consumer failed for too long: the item was given up.</summary>
    public class StreamEventDeliveryFailureException(string message, Exception innerException) : OrleansException(message, innerException);
}

namespace Orleans.Storage
{
    /// <summary>Somebody else has changed the record: what this activation knows is stale.</summary>
    public class InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : OrleansException(errorMsg)
    {
        public InconsistentStateException(string message) : this(message, null, null)
        {
        }

        /// <summary>What the storage has.</summary>
        public string? StoredEtag { get; } = storedEtag;

        /// <summary>What the writer believed it has.</summary>
        public string? CurrentEtag { get; } = currentEtag;

        /// <summary>The activation that it came from has been told: it passes through others on its way.</summary>
        internal bool Told { get; set; }
    }
}
