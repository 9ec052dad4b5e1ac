namespace Orleans.Internal;

/// <summary>How long to wait before the next attempt.</summary>
public interface IBackoffProvider
{
    TimeSpan Next(int attempt);
}
