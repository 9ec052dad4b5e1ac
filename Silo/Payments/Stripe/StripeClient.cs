using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Orders.Payments;

/// <summary>
/// Sends questions, and sends them again with the same key where that may help: after a broken connection, a late answer, 409, 429
/// and errors of the server. The secret is in a header and nowhere else; nothing here logs.
/// </summary>
internal sealed class StripeClient : IDisposable
{
    private const string ApiVersion = "2024-06-20"; // the meaning of fields changes with it

    private readonly HttpClient _http;
    private readonly ResiliencePipeline<StripeReply> _pipeline;

    public StripeClient(StripeOptions options, StripeLimits limits, TimeProvider time)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // the secret is for this address
            ConnectTimeout = limits.Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed DNS entry is seen
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = options.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan, // each attempt has its own
            MaxResponseContentBufferSize = StripeLimits.MostBytes,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        _http.DefaultRequestHeaders.Add("Stripe-Version", ApiVersion);
        _pipeline = Pipeline(limits, time);
    }

    /// <exception cref="HttpRequestException">No connection, or it broke, every time.</exception>
    /// <exception cref="TimeoutRejectedException">No answer in time.</exception>
    public async Task<StripeReply> Post(string path, string key, IReadOnlyCollection<KeyValuePair<string, string>> form, CancellationToken cancellation) =>
        await _pipeline.ExecuteAsync(async attempt =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Add("Idempotency-Key", key);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, attempt);
            return new StripeReply(
                (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(attempt), RetryAfter(response), ShouldRetry(response));
        }, cancellation);

    public void Dispose() => _http.Dispose();

    private static ResiliencePipeline<StripeReply> Pipeline(StripeLimits limits, TimeProvider time) =>
        new ResiliencePipelineBuilder<StripeReply> { TimeProvider = time }
            .AddTimeout(limits.Total)
            .AddRetry(new RetryStrategyOptions<StripeReply>
            {
                MaxRetryAttempts = limits.Retries,
                Delay = limits.FirstWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = limits.LongestWait,
                ShouldHandle = failed => ValueTask.FromResult(failed.Outcome switch
                {
                    { Exception: HttpRequestException or TimeoutRejectedException } => true,
                    { Result: { MayPass: true } reply } => !(reply.RetryAfter > limits.LongestWait),
                    _ => false,
                }),
                DelayGenerator = failed => ValueTask.FromResult(failed.Outcome.Result?.RetryAfter), // null: the growing one
            })
            .AddTimeout(limits.Attempt)
            .Build();

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    private static bool? ShouldRetry(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Stripe-Should-Retry", out var values) && bool.TryParse(values.First(), out var should) ? should : null;
}
