namespace Orleans.Serialization;

/// <summary>A type that may not travel in grain calls: it can be neither shared nor copied.</summary>
public class CodecNotFoundException(string message) : Exception(message);
