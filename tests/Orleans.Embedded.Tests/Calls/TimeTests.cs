using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance;
using Xunit;

namespace Orleans.Embedded.Tests.Calls;

public interface IAgeingGrain : IGrainWithStringKey
{
    Task<Guid> Touch();

    Task<Guid> StayFor(TimeSpan time);

    Task Enter();
}

public sealed class AgeingGrain : Grain, IAgeingGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Gate.Open($"{this.GetPrimaryKeyString()} {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Touch() => Task.FromResult(_instance);

    public Task<Guid> StayFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.FromResult(_instance);
    }

    public async Task Enter()
    {
        Gate.Open(this.GetPrimaryKeyString() + " entered");
        await Gate.Opened(this.GetPrimaryKeyString() + " may leave");
    }
}

/// <summary>
/// Where nothing else is registered, idle collection and call timeouts follow the container's clock, too. (Orleans measures
/// them by the machine's: these tests are for the embedded engine.)
/// </summary>
public sealed class TimeTests
{
    private readonly ManualTimeProvider _clock = new();

    private readonly string _key = Guid.NewGuid().ToString();

    private Task<TestSilo> StartAsync() => TestSilo.StartAsync(silo => silo.Services.AddSingleton<TimeProvider>(_clock));

    private void Advance(int minutes)
    {
        for (var i = 0; i < minutes; i++) _clock.Advance(TimeSpan.FromMinutes(1));
    }

    // Catches: an age measured by the machine's clock, from the activation instead of the last call, or off by a quantum.
    [Fact]
    public async Task Row18_Row35_AnIdleActivationIsCollectedWhenTheClockSaysSo()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IAgeingGrain>(_key);
        var instance = await grain.Touch();
        Advance(10);
        Assert.Equal(instance, await grain.Touch());
        Advance(15);
        Assert.Equal(instance, await grain.Touch());

        Advance(17); // the age, and at most two quanta
        await Gate.Opened($"{_key} {DeactivationReasonCode.ActivationIdle}");

        Assert.NotEqual(instance, await grain.Touch());
    }

    // Catches: DelayDeactivation without effect, or for ever.
    [Fact]
    public async Task Row18_DelayDeactivation_KeepsAnActivationForThatTime()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IAgeingGrain>(_key);
        var other = silo.Grains.GetGrain<IAgeingGrain>(_key + " other");
        var instance = await grain.StayFor(TimeSpan.FromMinutes(60));
        await other.Touch();
        Advance(30);
        await Gate.Opened($"{_key} other {DeactivationReasonCode.ActivationIdle}");
        Assert.Equal(instance, await grain.Touch());

        await grain.StayFor(TimeSpan.FromMinutes(60));
        Advance(62);
        await Gate.Opened($"{_key} {DeactivationReasonCode.ActivationIdle}");
    }

    // Catches: a timeout that comes before its time, after twice its time, or by another clock.
    [Fact]
    public async Task Row10_Row35_ACallTimesOutWhenTheClockSaysSo()
    {
        await using var silo = await StartAsync();
        var call = silo.Grains.GetGrain<IAgeingGrain>(_key).Enter();
        await Gate.Opened(_key + " entered");
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(call.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains(nameof(IAgeingGrain.Enter), error.Message, StringComparison.Ordinal); // the engine's, not the gate's in the grain
        Gate.Open(_key + " may leave");
    }
}
