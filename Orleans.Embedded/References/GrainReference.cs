namespace Orleans.Runtime;

/// <summary>
/// Stands for a grain, wherever it is and whether it is active or not. Two references to the same grain are equal. For each
/// grain interface a class derived from this one is compiled, whose methods send calls.
/// </summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference() { }

    public GrainId GrainId { get; internal init; }

    internal GrainFactory Origin { get; init; } = null!;

    /// <summary>What stood for the grain at the last call: looked up again once it is gone.</summary>
    internal ICallTarget? Known;

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => obj is GrainReference other && Equals(other);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"reference to {GrainId}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => Equals(reference1, reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !Equals(reference1, reference2);

    // What compiled proxies call; the promise is made before the call can be answered.
    internal Task<T> Send<T>(ValueCall<T> call)
    {
        var promise = call.Method.OneWay ? Task.FromResult<T>(default!) : call.Promise;
        Start(call);
        return promise;
    }

    internal ValueTask<T> SendValue<T>(ValueCall<T> call) => new(Send(call));

    internal ValueTask SendVoidValue(VoidCall call) => new(Send(call));

    internal IAsyncEnumerable<T> Enumerate<T>(SequenceCall<T> call) => new RemoteSequence<T>(this, call);

    /// <summary>Sends from the activation that is running, if one is, else from where the reference was made.</summary>
    internal void Start(Request request)
    {
        var source = Activation.Current;
        request.Source = source;
        request.Target = this;
        (source is null ? Origin : source.Silo.GrainFactory).Send(request);
    }
}
