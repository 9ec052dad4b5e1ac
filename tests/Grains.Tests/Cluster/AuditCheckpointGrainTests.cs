using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance;

namespace Orders.Tests;

/// <summary>When checkpoints are taken, by a clock that is moved by hand.</summary>
public sealed class AuditCheckpointGrainTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryReminders _reminders = new();
    private readonly Checkpoints _checkpoints = new();

    [Fact]
    public async Task Start_NothingChanged_AsksEveryHour()
    {
        await using var silo = await Started();
        Assert.Equal(_clock.GetUtcNow(), await _checkpoints.Asked()); // there was none yet
        for (var hour = 0; hour < 3; hour++)
        {
            await silo.Client.GetGrain<IAuditCheckpointGrain>(0).Start().InTime(); // behind whatever is under way: then the next tick is set
            _clock.Advance(TimeSpan.FromMinutes(59));
            Assert.False(_checkpoints.WasAsked);
            _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(_clock.GetUtcNow(), await _checkpoints.Asked());
        }
    }

    [Fact]
    public async Task Start_AgainWithinTheHour_DoesNotBeginANewOne()
    {
        _checkpoints.Last = _clock.GetUtcNow();
        var begun = _clock.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            await using var silo = await Started();
            _clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.False(_checkpoints.WasAsked);
        await using var last = await Started();
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(begun.AddHours(1), await _checkpoints.Asked());
    }

    [Fact]
    public async Task Start_LastOneIsOlderThanAnHour_CatchesUpAtOnce()
    {
        _checkpoints.Last = _clock.GetUtcNow().AddHours(-1);
        await using var silo = await Started();
        Assert.Equal(_clock.GetUtcNow(), await _checkpoints.Asked());
    }

    [Fact]
    public async Task Take_MoreThanOneHolds_GoesOnUntilThereIsNoneLeft()
    {
        await using var silo = await Started();
        await _checkpoints.Asked();
        _checkpoints.Waiting = 3;
        Assert.Equal(3, await silo.Client.GetGrain<IAuditCheckpointGrain>(0).Take().InTime());
        Assert.Equal(0, await silo.Client.GetGrain<IAuditCheckpointGrain>(0).Take().InTime());
    }

    private async Task<ClockedSilo> Started()
    {
        var silo = await ClockedSilo.Start(_clock, _reminders, services => services.AddSingleton<IAuditCheckpoints>(_checkpoints));
        await silo.Client.GetGrain<IAuditCheckpointGrain>(0).Start().InTime();
        return silo;
    }

    private sealed class Checkpoints : IAuditCheckpoints
    {
        private readonly Channel<DateTimeOffset> _asked = Channel.CreateUnbounded<DateTimeOffset>();

        public DateTimeOffset? Last { get; set; }

        public int Waiting { get; set; }

        public bool WasAsked => _asked.Reader.TryPeek(out _);

        public Task<DateTimeOffset> Asked() => _asked.Reader.ReadAsync().AsTask().InTime();

        public Task<DateTimeOffset?> LastAt() => Task.FromResult(Last);

        public Task<AuditCheckpoint?> Add(DateTimeOffset at)
        {
            if (Waiting > 0) return Task.FromResult<AuditCheckpoint?>(new AuditCheckpoint(Waiting--, at, 1, "00"));
            _asked.Writer.TryWrite(at);
            return Task.FromResult<AuditCheckpoint?>(null);
        }
    }
}
