using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orders.Tests.Payments;

/// <summary>
/// A server on this machine that behaves like the provider's API: it acts once per key and repeats its first answer, refuses a key with
/// other content, knows bad cards, and refunds no more than was charged. What happens before and after it acts is the test's.
/// </summary>
internal sealed class StripeServer : IAsyncDisposable
{
    public const string ApiKey = "sk_test_of_nobody";

    private readonly ConcurrentDictionary<string, Saved> _saved = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _inProgress = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _left = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private sealed record Saved(string Form, int Status, string Body);

    /// <summary>One request on its way; <see cref="Number"/> counts those with its key, from 1.</summary>
    internal sealed record Visit(HttpContext Http, string Key, int Number)
    {
        public void Drop() => Http.Abort();

        public void Answer(int status, string? retryAfter = null)
        {
            Http.Response.StatusCode = status;
            if (retryAfter is not null) Http.Response.Headers.RetryAfter = retryAfter;
        }
    }

    /// <summary>Answers in the server's place when it returns true: nothing is done then.</summary>
    public Func<Visit, bool> Before { get; set; } = _ => false;

    /// <summary>When it is done, and before the answer goes out; true: that has been seen to.</summary>
    public Func<Visit, Task<bool>> After { get; set; } = _ => Task.FromResult(false);

    /// <summary>The key and the form of everything that was done, in order.</summary>
    public ConcurrentQueue<(string Path, string Key, IReadOnlyDictionary<string, string> Form)> Done { get; } = new();

    public ConcurrentDictionary<string, int> Visits { get; } = new(StringComparer.Ordinal);

    private StripeServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<StripeServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StripeServer(app);
        app.Run(server.Serve);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Serve(HttpContext http)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var visit = new Visit(http, key, Visits.AddOrUpdate(key, 1, (_, n) => n + 1));
        if (Before(visit)) return;
        if (http.Request.Headers.Authorization != "Bearer " + ApiKey)
        {
            await Write(http, 401, Error("invalid_request_error", null));
            return;
        }

        var form = (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        var content = string.Join('&', form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
        if (!_inProgress.TryAdd(key, content))
        {
            await Write(http, 409, Error("idempotency_error", "idempotency_key_in_use"));
            return;
        }

        try
        {
            var saved = _saved.GetOrAdd(key, _ => Act(http.Request.Path, key, form, content));
            if (await After(visit)) return;
            if (saved.Form == content) await Write(http, saved.Status, saved.Body);
            else await Write(http, 400, Error("idempotency_error", null));
        }
        finally
        {
            _inProgress.TryRemove(key, out _);
        }
    }

    private Saved Act(string path, string key, Dictionary<string, string> form, string content)
    {
        Saved Says(int status, string body) => new(content, status, body);
        if (path == "/v1/payment_intents")
        {
            if (form["payment_method"] == "pm_card_declined") return Says(402, Error("card_error", "card_declined", "Your card was declined."));
            if (form["payment_method"] == "pm_none") return Says(400, Error("invalid_request_error", "resource_missing"));
            Done.Enqueue((path, key, form));
            _left["pi_" + key] = long.Parse(form["amount"]);
            return Says(200, JsonSerializer.Serialize(new { id = "pi_" + key, status = "succeeded" }));
        }

        if (path != "/v1/refunds" || !_left.TryGetValue(form["payment_intent"], out var left))
            return Says(404, Error("invalid_request_error", "resource_missing"));
        if (left < long.Parse(form["amount"])) return Says(400, Error("invalid_request_error", "charge_already_refunded"));
        _left[form["payment_intent"]] = left - long.Parse(form["amount"]);
        Done.Enqueue((path, key, form));
        return Says(200, JsonSerializer.Serialize(new { id = "re_" + key, status = "succeeded" }));
    }

    private static string Error(string type, string? code, string message = "For programmers.") =>
        JsonSerializer.Serialize(new { error = new { type, code, message } });

    private static async Task Write(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
    }
}
