using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Orleans.Diagnostics;

/// <summary>The names of the sources of trace spans.</summary>
public static class ActivitySources
{
    /// <summary>Spans of calls to the program's own grains.</summary>
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

    /// <summary>Covers all sources of the engine.</summary>
    public const string AllActivitySourceName = "Microsoft.Orleans.*";
}

/// <summary>
/// Makes a span at the caller and one at the grain for every call, and carries the trace from one to the other in the request
/// context. While nobody listens, calls pass it by.
/// </summary>
internal sealed class ActivityPropagation : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    // A source is a name to listen to; it holds nothing of any silo.
    private static readonly ActivitySource Source = new(ActivitySources.ApplicationGrainActivitySourceName);

    internal static bool IsListenedTo => Source.HasListeners();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        using var span = Start(context, ActivityKind.Client, Activity.Current?.Context ?? default);
        if ((span ?? Activity.Current) is { Id: { } id } current)
        {
            RequestContext.Set(Parent, id);
            if (current.TraceStateString is { } state) RequestContext.Set(State, state);
        }

        await Follow(span, context);
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        ActivityContext.TryParse(RequestContext.Get(Parent) as string, RequestContext.Get(State) as string, true, out var parent);
        using var span = Start(context, ActivityKind.Server, parent);
        await Follow(span, context);
    }

    private static Activity? Start(IGrainCallContext context, ActivityKind kind, ActivityContext parent)
    {
        var span = Source.CreateActivity($"{context.InterfaceName}/{context.MethodName}", kind, parent);
        if (span is null) return null;
        span.SetTag("rpc.system", "orleans");
        span.SetTag("rpc.service", context.InterfaceName);
        span.SetTag("rpc.method", context.MethodName);
        span.SetTag("rpc.orleans.target_id", context.TargetId.ToString());
        if (context.SourceId is { } source) span.SetTag("rpc.orleans.source_id", source.ToString());
        return span.Start();
    }

    private static async Task Follow(Activity? span, IGrainCallContext context)
    {
        if (await Outcome.Of(context.Invoke) is not { } failure) return;
        span?.SetStatus(ActivityStatusCode.Error, failure.Message);
        span?.AddException(failure);
        ExceptionDispatchInfo.Throw(failure);
    }
}
