using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orders.Storage;

/// <summary>An event as it goes into its row. Made by the caller: the writer's thread only stores.</summary>
internal readonly record struct EncodedEvent(long Sequence, long At, byte[] Payload, byte[] Hash)
{
    /// <summary>Encodes and chains.</summary>
    public static EncodedEvent[] All(OrderId order, ImmutableArray<byte> previousHash, ImmutableArray<OrderEvent> events)
    {
        var encoded = new EncodedEvent[events.Length];
        var hash = previousHash.AsSpan();
        for (var i = 0; i < encoded.Length; i++)
        {
            var payload = OrderJson.Write(events[i]);
            encoded[i] = new EncodedEvent(
                events[i].Sequence, StoredTime.Of(events[i].At), payload, HashChain.Next(hash, order, events[i].Sequence, payload));
            hash = encoded[i].Hash;
        }

        return encoded;
    }

    public ImmutableArray<byte> ImmutableHash => ImmutableCollectionsMarshal.AsImmutableArray(Hash);
}
