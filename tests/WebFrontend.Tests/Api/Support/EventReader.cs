using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Orders.Tests.Api;

internal sealed record ReceivedEvent(long Id, JsonElement Data)
{
    public string OrderId => Data.GetProperty("orderId").GetString()!;

    public long Sequence => Data.GetProperty("sequence").GetInt64();
}

/// <summary>Follows <c>GET /events</c>, with the framework's parser of event streams.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventReader(HttpClient http, HttpResponseMessage response, SseParser<string> parser) =>
        (_http, _response, _items) = (http, response, parser.EnumerateAsync().GetAsyncEnumerator());

    public static async Task<HttpResponseMessage> Request(HttpClient http, string token, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static async Task<EventReader> Open(Uri address, ApiClient who, long? lastEventId = null)
    {
        // A reader that goes is gone at once, instead of reading on for a while in case the end is near.
        var http = new HttpClient(new SocketsHttpHandler { MaxResponseDrainSize = 0 }) { BaseAddress = address };
        var response = await Request(http, who.AccessToken!, lastEventId?.ToString());
        response.EnsureSuccessStatusCode();
        Xunit.Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new EventReader(http, response, SseParser.Create(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>Null: the stream has ended.</summary>
    public async Task<ReceivedEvent?> Next() => await _items.MoveNextAsync().AsTask().WaitAsync(ShopServer.Patience)
        ? new ReceivedEvent(long.Parse(_items.Current.EventId!), JsonDocument.Parse(_items.Current.Data).RootElement)
        : null;

    public async Task<List<ReceivedEvent>> Take(int count)
    {
        var events = new List<ReceivedEvent>();
        while (events.Count < count && await Next() is { } next) events.Add(next);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        _http.Dispose();
        try
        {
            await _items.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or HttpRequestException or NotSupportedException)
        {
            // It was cut off in the middle of waiting, which is what is meant here.
        }
    }
}
