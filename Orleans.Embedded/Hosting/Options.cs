namespace Orleans.Configuration;

/// <summary>How calls are sent and answered.</summary>
public abstract class MessagingOptions
{
    /// <summary>After this time, at the latest after twice this time, a call that has not been answered fails.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>For calls that grains make, and those that arrive at grains.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How many requests may wait at one activation; zero stands for the engine's own limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }
}

/// <summary>For calls that clients make.</summary>
public class ClientMessagingOptions : MessagingOptions;

/// <summary>When idle activations are collected.</summary>
public class GrainCollectionOptions
{
    /// <summary>How often the collector looks.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation may be idle.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Ages by full name of the grain class.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>When the token that an activating grain holds is cancelled.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When the token that a deactivating grain holds is cancelled.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Options of the storage in memory: it has none.</summary>
public class MemoryGrainStorageOptions;

/// <summary>How a stream provider hands items to consumers.</summary>
public class StreamPullingAgentOptions
{
    /// <summary>How many items may go in one delivery to a consumer of batches.</summary>
    public int BatchContainerBatchSize { get; set; } = 1;

    /// <summary>Of no effect: items do not wait for a timer here.</summary>
    public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>For how long an item is tried again before it is given up.</summary>
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);

    internal StreamPubSubType PubSubType { get; set; }
}
