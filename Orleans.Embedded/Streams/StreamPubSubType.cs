namespace Orleans.Streams;

/// <summary>Which kinds of subscription a stream provider knows.</summary>
public enum StreamPubSubType
{
    ExplicitGrainBasedAndImplicit = 0,
    ImplicitOnly = 2,
}

/// <summary>The key of the clock that streams use instead of the container's, if registered.</summary>
public static class StreamingTimeProviderNames
{
    public const string Streaming = "Orleans.Streaming";
}
