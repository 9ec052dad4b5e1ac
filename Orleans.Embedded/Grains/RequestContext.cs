namespace Orleans.Runtime;

/// <summary>Values that flow with a call down the chain of calls, and never back up.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ContextValues?> Flowing = new();

    /// <summary>Names the chain of calls that may come back in, inside a section that allows it.</summary>
    public static Guid ReentrancyId
    {
        get => Current?.ReentrancyId ?? default;
        private set => Current = new ContextValues(Current?.Values, value);
    }

    internal static ContextValues? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public static object? Get(string key) => Current?.Values?.GetValueOrDefault(key);

    /// <summary>Sets a value for this flow of control and the calls that it makes from now on.</summary>
    public static void Set(string key, object value)
    {
        var values = Current?.Values ?? ImmutableDictionary<string, object>.Empty; // calls already sent keep theirs
        Current = new ContextValues(values.SetItem(key, value), ReentrancyId);
    }

    public static bool Remove(string key)
    {
        if (Current?.Values is not { } old || !old.ContainsKey(key)) return false;
        Current = new ContextValues(old.Remove(key), ReentrancyId);
        return true;
    }

    public static void Clear() => Current = null;

    /// <summary>Until the section is disposed, calls made from here may lead back into this grain and enter it.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        var id = original == default ? Guid.NewGuid() : original;
        Activation.Current?.EnterReentrantSection(id);
        if (id != original) ReentrancyId = id;
        return new ReentrancySection(original, id);
    }

    /// <summary>Until the section is disposed, calls made from here are strangers to the sections opened before.</summary>
    public static ReentrancySection SuppressCallChainReentrancy()
    {
        var original = ReentrancyId;
        if (original != default) ReentrancyId = default;
        return new ReentrancySection(original, default);
    }

    /// <summary>An open section; disposing it restores what was before.</summary>
    public readonly struct ReentrancySection(Guid originalReentrancyId, Guid currentReentrancyId) : IDisposable
    {
        public void Dispose()
        {
            if (currentReentrancyId != default) Activation.Current?.LeaveReentrantSection(currentReentrancyId);
            if (ReentrancyId != originalReentrancyId) ReentrancyId = originalReentrancyId;
        }
    }
}

/// <summary>What <see cref="RequestContext"/> holds at one moment; never changed once made.</summary>
internal sealed class ContextValues(ImmutableDictionary<string, object>? values, Guid reentrancyId)
{
    private readonly bool _shareable = values is null || values.Values.All(v => v is null || Immutability.OfObject(v.GetType()));

    internal ImmutableDictionary<string, object>? Values => values;

    internal Guid ReentrancyId => reentrancyId;

    /// <summary>What goes with a call: nothing that either side could change under the other.</summary>
    internal ContextValues ToSend()
    {
        if (_shareable) return this;
        var copies = new CopyContext();
        return new ContextValues(values!.ToImmutableDictionary(v => v.Key, v => copies.Copy(v.Value)), reentrancyId);
    }
}
