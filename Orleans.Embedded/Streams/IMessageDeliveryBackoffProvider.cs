namespace Orleans.Runtime.Providers;

/// <summary>How long to wait before an item is delivered again.</summary>
public interface IMessageDeliveryBackoffProvider : Internal.IBackoffProvider;
