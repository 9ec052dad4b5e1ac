using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Orders.Notifications;
using Orleans.Conformance;
using Xunit;

namespace Orders.Tests.Notifications;

[Trait("Database", "Sqlite")]
public sealed class HttpWebhookTransportTests : IAsyncLifetime
{
    private static readonly WebhookOptions AllAllowed = new() { AllowHttp = true, AllowPrivateAddresses = true };
    private static readonly WebhookOptions Guarded = new() { AllowHttp = true };
    private readonly ManualTimeProvider _clock = new();
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.Start();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Send_Answered_GivesTheStatusAndSendsTheBodyAsItIs()
    {
        using var transport = Transport(AllAllowed);
        var answer = await transport.Send(Request(_receiver.At("/hooks?x=1"), """{"a": "ü"}"""), default);
        Assert.Equal(new WebhookAnswer(204, null), answer);
        var received = await _receiver.Next();
        Assert.Equal(("/hooks", "msg_1", """{"a": "ü"}"""), (received.Path, received.Id, received.Body));
    }

    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        _receiver.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        using var transport = Transport(AllAllowed);
        var answer = await transport.Send(Request(_receiver.At("/first")), default);
        Assert.Equal(302, answer.Status);
        Assert.Contains("not followed", answer.Error, StringComparison.Ordinal);
        Assert.Equal("/first", (await _receiver.Next()).Path);
        _receiver.HasNothing();
    }

    [Fact]
    public async Task Send_NoAnswer_EndsAfterFifteenSeconds()
    {
        var hangs = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        _receiver.Answer = _ =>
        {
            asked.SetResult();
            return hangs.Task;
        };
        using var transport = Transport(AllAllowed);
        var answer = transport.Send(Request(_receiver.Address), default);
        await asked.Task.InTime();
        _clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(new WebhookAnswer(null, "No answer within 15 seconds."), await answer.InTime());
        hangs.SetResult();
    }

    [Fact]
    public async Task Send_EndlessAnswer_IsReadForAFewKilobytesOnly()
    {
        _receiver.Answer = async context =>
        {
            context.Response.StatusCode = 500;
            var chunk = Encoding.ASCII.GetBytes(new string('x', 4096));
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        using var transport = Transport(AllAllowed);
        var answer = await transport.Send(Request(_receiver.Address), default).InTime();
        Assert.Equal(500, answer.Status);
        Assert.InRange(answer.Error!.Length, 100, 1000);
    }

    [Fact]
    public async Task Send_SuccessWhoseBodyNeverEnds_HasArrived()
    {
        var ends = new TaskCompletionSource();
        _receiver.Answer = async context =>
        {
            await context.Response.StartAsync();
            await context.Response.Body.WriteAsync("so"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await ends.Task;
        };
        using var transport = Transport(AllAllowed);
        Assert.Equal(new WebhookAnswer(200, null), await transport.Send(Request(_receiver.Address), default).InTime());
        ends.SetResult();
    }

    [Theory]
    [InlineData("xn--ü")]
    [InlineData("\u0378a")]
    [InlineData("a\u200d.b")]
    [InlineData("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü")]
    public async Task CheckAndSend_NameThatCannotBeOne_SayThatThereIsNoServer(string name)
    {
        var url = new Uri($"https://{name}.example/");
        using var transport = new HttpWebhookTransport(Guarded, _clock, (host, stop) => Dns.GetHostAddressesAsync(host, stop));
        Assert.Contains("no server", await transport.Check(url), StringComparison.Ordinal);
        Assert.True(await transport.Send(Request(url), default) is { Status: null, Error: not null });
    }

    [Fact]
    public async Task Send_RetryAfter_IsHandedOn()
    {
        _receiver.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        using var transport = Transport(AllAllowed);
        Assert.Equal(TimeSpan.FromSeconds(120), (await transport.Send(Request(_receiver.Address), default)).RetryAfter);
    }

    [Fact]
    public async Task Send_NobodyListens_SaysSo()
    {
        using var transport = Transport(AllAllowed);
        var answer = await transport.Send(Request(new Uri("http://127.0.0.1:1/")), default);
        Assert.Null(answer.Status);
        Assert.NotNull(answer.Error);
    }

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://100.100.100.200/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[::ffff:a9fe:a9fe]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://localhost/")]
    public async Task Check_AddressInside_IsRefusedAlsoWhenConnecting(string url)
    {
        using var transport = new HttpWebhookTransport(Guarded, _clock, (host, stop) => Dns.GetHostAddressesAsync(host, stop));
        Assert.NotNull(await transport.Check(new Uri(url)));
        var answer = await transport.Send(Request(new Uri(url)), default);
        Assert.Null(answer.Status);
        Assert.Contains("not on the public internet", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("93.184.216.34", null)]
    [InlineData("2606:2800:220:1::", null)]
    [InlineData("93.184.216.34,10.0.0.1", "public internet")]
    [InlineData("::ffff:192.168.0.1", "public internet")]
    public async Task Check_Name_IsJudgedByAllItStandsFor(string addresses, string? refusal)
    {
        using var transport = Transport(new WebhookOptions(), addresses);
        var said = await transport.Check(new Uri("https://hooks.example.com/"));
        if (refusal is null) Assert.Null(said);
        else Assert.Contains(refusal, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_UnknownName_IsRefused()
    {
        using var transport = new HttpWebhookTransport(new WebhookOptions(), _clock, (_, _) => throw new System.Net.Sockets.SocketException(11001));
        Assert.Contains("no server", await transport.Check(new Uri("https://nowhere.example/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WithoutEncryption_IsRefusedUnlessAllowed()
    {
        using var strict = Transport(new WebhookOptions(), "93.184.216.34");
        Assert.Contains("https", await strict.Check(new Uri("http://hooks.example.com/")), StringComparison.Ordinal);
        Assert.Contains("https", (await strict.Send(Request(new Uri("http://hooks.example.com/")), default)).Error, StringComparison.Ordinal);
    }

    /// <summary>A name that was public when the webhook was made and points inside when it is used.</summary>
    [Fact]
    public async Task Send_NameThatMovedInside_IsNotConnectedTo()
    {
        var now = "93.184.216.34";
        using var transport = new HttpWebhookTransport(Guarded, _clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(now)]));
        var url = new Uri($"http://hooks.example.com:{_receiver.Address.Port}/");
        Assert.Null(await transport.Check(url));
        now = "127.0.0.1";
        var answer = await transport.Send(Request(url), default);
        Assert.Contains("not on the public internet", answer.Error, StringComparison.Ordinal);
        _receiver.HasNothing();
    }

    private HttpWebhookTransport Transport(WebhookOptions options, string addresses = "127.0.0.1") =>
        new(options, _clock, (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Split(',').Select(IPAddress.Parse)]));

    private static WebhookRequest Request(Uri url, string body = "{}") => new(
        url, [new("webhook-id", "msg_1"), new("webhook-timestamp", "1"), new("webhook-signature", "v1,AA==")], body);
}
