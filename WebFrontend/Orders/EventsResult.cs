using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Orders.Web;

/// <summary>
/// Writes events as they are committed, until the reader goes, the program stops, or the caller's token ends. What a feed says is
/// only a hint to look: events come from the database by position, a page at a time, so that none is missed or repeated, and a
/// slow reader costs a page of memory and no more.
/// </summary>
/// <param name="caller">Whose events.</param>
/// <param name="position">After which to begin.</param>
/// <param name="place">Given back at the end.</param>
public sealed class EventsResult(Actor caller, long position, IDisposable place) : IResult
{
    private const int Page = 100;
    private readonly StringBuilder _text = new();
    private long _position = position;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var _ = place;
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        using var hints = new EventHints(caller, await TokenEnd(httpContext), services.GetRequiredService<LiveOrders>(), services.GetRequiredService<TimeProvider>());
        try
        {
            await Begin(httpContext, end.Token);
            await Follow(httpContext, hints, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or the program stops: whoever comes back says how far he was.
        }
        catch (Exception e) when (httpContext.Response.HasStarted && Unavailable.Means(e))
        {
            httpContext.Abort(); // So that the reader comes back, and is told then.
            throw;
        }
    }

    private async Task Follow(HttpContext context, EventHints hints, CancellationToken stop)
    {
        var events = context.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IOrderEventsGrain>(0);
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        while (true)
        {
            var page = await events.After(caller, _position, Page);
            foreach (var item in page.Items) Append(item, json);
            _position = page.Reached;
            if (_text.Length > 0) await Flush(context, stop);
            if (page.More) continue;
            switch (await hints.Next(stop))
            {
                case EventHint.End: return;
                case EventHint.Quiet:
                    Mark("still here");
                    await Flush(context, stop);
                    break;
            }
        }
    }

    private async Task Begin(HttpContext context, CancellationToken stop)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _text.Append("retry: 2000\n");
        Mark("connected");
        await Flush(context, stop);
    }

    /// <summary>No event, but the place to go on from for a reader that has not seen one yet.</summary>
    private void Mark(string comment) => _text.Append(CultureInfo.InvariantCulture, $"id: {_position}\n: {comment}\n\n");

    private void Append(OrderEventItem item, JsonSerializerOptions json)
    {
        var data = JsonSerializer.Serialize(
            new OrderEventData(item.OrderId, item.Number, item.Sequence, item.Type, item.Status, item.At), json);
        _text.Append(CultureInfo.InvariantCulture, $"id: {item.Position}\ndata: {data}\n\n");
    }

    private async Task Flush(HttpContext context, CancellationToken stop)
    {
        await context.Response.WriteAsync(_text.ToString(), stop);
        await context.Response.Body.FlushAsync(stop);
        _text.Clear();
    }

    private static async Task<DateTimeOffset?> TokenEnd(HttpContext context) => (await context.AuthenticateAsync()).Properties?.ExpiresUtc;
}

/// <summary>An event as it is sent: nothing personal.</summary>
public sealed record OrderEventData(OrderId OrderId, string Number, long Sequence, string Type, OrderStatus Status, DateTimeOffset At);
