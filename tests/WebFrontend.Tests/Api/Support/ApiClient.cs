using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Orders.Tests.Api;

/// <summary>Calls the API as one account.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(Uri address, string? accessToken)
    {
        // Who sends Expect: 100-continue waits for the server's word, however busy the machine is.
        _http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = address };
        if (accessToken is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
    }

    public Account? Account { get; init; }

    public string? AccessToken => _http.DefaultRequestHeaders.Authorization?.Parameter;

    public Task<Answer> Get(string path) => Send("GET", path);

    /// <param name="method">HTTP method.</param>
    /// <param name="path">From the root.</param>
    /// <param name="body">An object, or a string to be sent as it is.</param>
    /// <param name="headers">Name and value pairs, sent unchecked.</param>
    public async Task<Answer> Send(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), new UTF8Encoding(false), "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return await Answer.Read(response);
    }

    public async Task<Answer> SendContent(string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return await Answer.Read(response);
    }

    public void Dispose() => _http.Dispose();
}
