namespace Orleans.Runtime
{
    /// <summary>The engine could not do what it was asked to.</summary>
    public class OrleansException : Exception
    {
        public OrleansException() : base("Unexpected error.")
        {
        }

        public OrleansException(string message) : base(message)
        {
        }

        public OrleansException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>The silo has ended, or is not there yet.</summary>
    public sealed class SiloUnavailableException : OrleansException
    {
        public SiloUnavailableException() : base("The silo is not available.")
        {
        }

        public SiloUnavailableException(string message) : base(message)
        {
        }

        public SiloUnavailableException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>More calls wait at a grain than it may have waiting.</summary>
    public sealed class LimitExceededException : OrleansException
    {
        public LimitExceededException() : base("A limit was exceeded.")
        {
        }

        public LimitExceededException(string message) : base(message)
        {
        }

        public LimitExceededException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>The set-up is wrong.</summary>
    public sealed class OrleansConfigurationException : Exception
    {
        public OrleansConfigurationException(string message) : base(message)
        {
        }

        public OrleansConfigurationException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>The activation that produced a sequence is gone.</summary>
    public sealed class EnumerationAbortedException : Exception
    {
        public EnumerationAbortedException()
        {
        }

        public EnumerationAbortedException(string message) : base(message)
        {
        }

        public EnumerationAbortedException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }
}

namespace Orleans.Serialization
{
    /// <summary>A type that may not travel in grain calls: it can be neither shared nor copied.</summary>
    public class CodecNotFoundException(string message) : Exception(message);
}
