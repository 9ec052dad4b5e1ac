using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? ContentType => ContentHeaders.ContentType?.MediaType;

    public string? ETag => Headers.ETag?.ToString();

    public string Id => Json.GetProperty("id").GetString()!;

    public static async Task<Answer> Read(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);

    public Answer Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    /// <summary>A problem of this status and kind, complete as every problem must be.</summary>
    public Answer IsProblem(int status, string type)
    {
        Is(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.EndsWith(type, Json.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEqual("", Json.GetProperty("title").GetString());
        Assert.NotEqual("", Json.GetProperty("detail").GetString());
        Assert.NotEqual("", Json.GetProperty("traceId").GetString());
        return this;
    }

    /// <summary>A 400 that names this field.</summary>
    public Answer IsInvalid(string field)
    {
        IsProblem(400, "validation");
        Assert.True(Json.GetProperty("errors").TryGetProperty(field, out var messages), $"Expected a complaint about {field}: {Text}");
        Assert.NotEqual(0, messages.GetArrayLength());
        return this;
    }
}
