using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Orders.Tests.Crash;

/// <summary>What a caller saw of a shop whose database comes and goes.</summary>
internal sealed class Observations
{
    private long _unavailable;
    private long _slowest;

    /// <summary>What nobody should have to see: other errors than "not available", answers that never came.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public ConcurrentQueue<Acknowledged> Acknowledged { get; } = [];

    /// <summary>Answers that said: try again.</summary>
    public long Unavailable => Interlocked.Read(ref _unavailable);

    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowest));

    public void CountUnavailable() => Interlocked.Increment(ref _unavailable);

    public void Took(TimeSpan time)
    {
        long known;
        while ((known = Interlocked.Read(ref _slowest)) < time.Ticks) Interlocked.CompareExchange(ref _slowest, time.Ticks, known);
    }
}

/// <param name="Json">Undefined where the answer has no body.</param>
internal readonly record struct Reply(HttpStatusCode Status, JsonElement Json)
{
    public bool IsUnavailable => Status == HttpStatusCode.ServiceUnavailable;
}

/// <summary>A program that calls the API, and looks closely at what it is told when that does not go well.</summary>
internal sealed class ShopCaller : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // far more than anybody should wait
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http;
    private readonly Observations _observations;

    public ShopCaller(Uri address, Observations observations, string? token = null)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = Patience };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _observations = observations;
    }

    public static async Task<string> SignIn(Uri address, string email, string password)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/api/v1/auth/login", new { email, password });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <returns>Null: there was no answer, about which there is a complaint now.</returns>
    public async Task<Reply?> Send(HttpMethod method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await _http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            _observations.Took(Stopwatch.GetElapsedTime(started));
            Examine(answer, $"{method} {path}", text);
            return new Reply(answer.StatusCode, text.Length > 0 && text[0] == '{' ? JsonDocument.Parse(text).RootElement.Clone() : default);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            _observations.Complaints.Enqueue($"{method} {path}: no answer after {Stopwatch.GetElapsedTime(started)}: {e.Message}");
            return null;
        }
    }

    /// <summary>Asks until the shop says that it is ready, or that it is not.</summary>
    /// <exception cref="OperationCanceledException">It does not come about.</exception>
    public async Task Until(bool ready, CancellationToken patience)
    {
        using var timer = new PeriodicTimer(Look);
        while ((await _http.GetAsync("/health/ready", patience)).IsSuccessStatusCode != ready) await timer.WaitForNextTickAsync(patience);
    }

    public void Dispose() => _http.Dispose();

    private void Examine(HttpResponseMessage answer, string request, string text)
    {
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            _observations.CountUnavailable();
            if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json" || answer.Headers.RetryAfter is null)
                _observations.Complaints.Enqueue($"{request}: a 503 that does not say when to try again: {text}");
        }
        else if ((int)answer.StatusCode >= 500 || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)
        {
            _observations.Complaints.Enqueue($"{request}: {(int)answer.StatusCode} {text}");
        }
    }
}
