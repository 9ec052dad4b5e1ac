using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orders.Testing;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>What needs a server with settings or services of its own.</summary>
public sealed class OwnServerTests : IDisposable
{
    private readonly ShopData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task RateLimit_SignIns_AreRefusedWithTheTimeToWait()
    {
        await using var server = Start(new() { ["Orders:RateLimit:Enabled"] = "true", ["Orders:RateLimit:SignInBurst"] = "3", ["Orders:RateLimit:SignInsPerMinute"] = "1" });
        using var client = new ApiClient(server.ClientOptions.BaseAddress, null);
        for (var i = 0; i < 3; i++) (await Login(client)).IsProblem(401, "unauthorized");
        var refused = (await Login(client)).IsProblem(429, "too-many-requests");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        (await client.Get("/api/v1/products")).Is(200);
    }

    [Fact]
    public async Task RateLimit_Api_IsPerCallerAndSparesHealth()
    {
        await using var server = Start(new() { ["Orders:RateLimit:Enabled"] = "true", ["Orders:RateLimit:ApiBurst"] = "5", ["Orders:RateLimit:ApiPerSecond"] = "1" });
        using var client = new ApiClient(server.ClientOptions.BaseAddress, null);
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Get("/api/v1/products")));
        var seconds = (int)Math.Ceiling(Stopwatch.GetElapsedTime(started).TotalSeconds);
        Assert.InRange(answers.Count(a => a.Status == 200), 5, 5 + seconds); // one more with each second
        foreach (var refused in answers.Where(a => a.Status != 200)) refused.IsProblem(429, "too-many-requests");
        for (var i = 0; i < 20; i++) (await client.Get("/health/live")).Is(200);
    }

    [Fact]
    public async Task Database_NotThere_Is503WithRetryAfter()
    {
        await using var server = Start([], services => services.Replace(ServiceDescriptor.Singleton<ICatalogueStore, BrokenStore>()));
        using var client = new ApiClient(server.ClientOptions.BaseAddress, null);
        var answer = (await client.Get("/api/v1/products")).IsProblem(503, "unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
        (await client.Get("/health/live")).Is(200);
    }

    [Fact]
    public async Task AnyCall_ThatMeetsABug_Is500WithoutDetails()
    {
        await using var server = Start([], services => services.Replace(ServiceDescriptor.Singleton<ICatalogueStore, BuggyStore>()));
        using var client = new ApiClient(server.ClientOptions.BaseAddress, null);
        var answer = (await client.Get("/api/v1/products")).IsProblem(500, "internal");
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_ServerStops_EndCleanly()
    {
        var server = Start([]);
        var address = server.ClientOptions.BaseAddress;
        using var nobody = new ApiClient(address, null);
        (await nobody.Send("POST", "/api/v1/auth/register", new { email = "a@example.com", password = ShopServer.Password, name = "A" })).Is(201);
        var token = (await nobody.Send("POST", "/api/v1/auth/login", new { email = "a@example.com", password = ShopServer.Password })).Json.GetProperty("accessToken").GetString();
        using var buyer = new ApiClient(address, token);
        await using var events = await EventReader.Open(address, buyer);
        var next = events.Next();
        await server.DisposeAsync();
        Assert.Null(await next);
    }

    [Fact]
    public async Task Ready_FailingCheck_Is503()
    {
        await using var server = Start([], services => services.AddHealthChecks().AddCheck("broken", () => HealthCheckResult.Unhealthy("secret")));
        using var client = new ApiClient(server.ClientOptions.BaseAddress, null);
        var answer = (await client.Get("/health/ready")).IsProblem(503, "unavailable");
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_EverythingThere_Is200()
    {
        await using var server = Start([]);
        using var client = new ApiClient(server.ClientOptions.BaseAddress, null);
        (await client.Get("/health/ready")).Is(200);
    }

    [Fact]
    public void RateLimits_BadConfiguration_AreRefusedNamingTheKey()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Orders:RateLimit:ApiBurst", "0")]).Build();
        using var services = new ServiceCollection().AddOrdersRateLimits(configuration).BuildServiceProvider();
        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<RateLimitOptions>>().Value);
        Assert.Contains(nameof(RateLimitOptions.ApiBurst), error.Message, StringComparison.Ordinal);
    }

    private ShopServer.Factory Start(Dictionary<string, string> settings, Action<IServiceCollection>? services = null)
    {
        var server = new ShopServer.Factory(_data, settings, services);
        server.UseKestrel(0);
        server.StartServer();
        return server;
    }

    private static Task<Answer> Login(ApiClient client) =>
        client.Send("POST", "/api/v1/auth/login", new { email = "nobody@example.com", password = "wrong" });

    private class BrokenStore : ICatalogueStore
    {
        public Task<ProductPage> List(ProductQuery query) => throw Error();

        public Task<System.Collections.Immutable.ImmutableArray<Product>> Find(System.Collections.Immutable.ImmutableArray<string> skus) => throw Error();

        public Task Put(Product product) => throw Error();

        protected virtual Exception Error() => new StorageUnavailableException("The disk is gone.");
    }

    private sealed class BuggyStore : BrokenStore
    {
        protected override Exception Error() => new InvalidOperationException("secret");
    }
}
