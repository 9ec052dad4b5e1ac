namespace Orleans.Filters;

/// <summary>The filters of one direction, in order. Those that only trace stand aside while nobody listens to traces.</summary>
internal sealed class FilterChain<TFilter>(IEnumerable<TFilter> filters)
    where TFilter : class
{
    private readonly TFilter[] _all = [.. filters];
    private readonly TFilter[] _untraced = [.. filters.Where(f => f is not ActivityPropagation)];

    internal TFilter[] Active => _all.Length == _untraced.Length || ActivityPropagation.IsListenedTo ? _all : _untraced;
}
