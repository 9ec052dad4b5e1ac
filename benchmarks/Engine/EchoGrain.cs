namespace Orders.Benchmarks;

/// <summary>A grain that does nothing, so that only the engine is measured.</summary>
public interface IEchoGrain : IGrainWithIntegerKey
{
    /// <summary>Has its answer ready at once.</summary>
    Task<long> Echo(long value);

    /// <summary>Answers after it has waited for something, as a grain that writes does.</summary>
    Task<long> EchoLater(long value);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<long> Echo(long value) => Task.FromResult(value);

    public async Task<long> EchoLater(long value)
    {
        await Task.Yield();
        return value;
    }
}
