namespace Orders;

/// <summary>The database is not there, or has failed. Nothing more is written until it is back; the API answers 503.</summary>
[GenerateSerializer, Alias("orders.StorageUnavailableException")]
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
