using Orleans.Conformance;
using Xunit;
using Xunit.Abstractions;

namespace Orleans.Embedded.Tests.Reminders;

/// <summary>Random registering, forgetting, outages, restarts and passing time, held against a model of a few lines.</summary>
public sealed class ReminderModelTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TestReminderTable _table = new();
    private readonly string _prefix = Guid.NewGuid().ToString("N");
    private readonly Dictionary<(string Grain, string Name), Schedule> _model = [];
    private readonly Dictionary<(string Grain, string Name), List<string>> _expected = [];
    private TestSilo _silo = null!;

    private sealed record Schedule(int Start, int Period, int Next);

    public async Task InitializeAsync() => _silo = await ReminderSilo.StartAsync(_clock, _table);

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    // Catches: a tick lost, doubled, early, late or off its grid; a reminder that comes back, or keeps an old schedule; one that
    // is lost in a restart or an outage; one that is replayed for what a restart missed.
    [Fact]
    public async Task Ticks_RandomPlan_ComeExactlyWhenTheModelSays()
    {
        var seed = TestSeed.Next(output);
        var random = new Random(seed);
        for (var step = 0; step < TestSeed.Rounds(150); step++)
        {
            var key = ($"{_prefix}-{random.Next(8)}", $"r{random.Next(3)}");
            switch (random.Next(20))
            {
                case < 7:
                    await Register(key, due: random.Next(1500), period: random.Next(60, 600), random.Next(5) == 0);
                    break;
                case < 11:
                    await _silo.Grains.GetGrain<IPunctualGrain>(key.Item1).Forget(key.Item2).InTime();
                    _model.Remove(key);
                    break;
                case < 19:
                    await PassTime(random.Next(1, 300), outage: random.Next(4) == 0);
                    break;
                default:
                    await Restart(downFor: random.Next(600));
                    break;
            }
        }

        foreach (var (key, expected) in _expected)
        {
            var ticks = Journal.For($"{key.Grain}/{key.Name}").Entries;
            Assert.True(expected.SequenceEqual(ticks), $"ORDERS_TEST_SEED={seed}: {key.Name} at {string.Join(",", ticks)} instead of {string.Join(",", expected)}");
        }

        Assert.NotEmpty(_expected);
    }

    private async Task Register((string Grain, string Name) key, int due, int period, bool outage)
    {
        _table.Outage = outage ? new IOException("the database is gone") : null;
        var registering = _silo.Grains.GetGrain<IPunctualGrain>(key.Grain).Remind(key.Name, TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period)).InTime();
        if (outage) await Assert.ThrowsAnyAsync<Exception>(() => registering);
        else await registering;
        _table.Outage = null;
        if (!outage) _model[key] = new Schedule(_clock.SecondsOf() + due, period, _clock.SecondsOf() + due);
        await Settle();
    }

    private async Task PassTime(int seconds, bool outage)
    {
        _table.Outage = outage ? new IOException("the database is gone") : null;
        var end = _clock.SecondsOf() + seconds;
        while (_model.Count > 0 && _model.Values.Min(s => s.Next) is var next && next <= end)
        {
            _clock.Advance(TimeSpan.FromSeconds(next - _clock.SecondsOf()));
            await Settle();
        }

        _clock.Advance(TimeSpan.FromSeconds(end - _clock.SecondsOf()));
        _table.Outage = null;
    }

    private async Task Restart(int downFor)
    {
        await _silo.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(downFor));
        var now = _clock.SecondsOf();
        foreach (var (key, s) in _model.ToArray())
        {
            if (s.Next < now) _model[key] = s with { Next = s.Start + ((now - s.Start + s.Period - 1) / s.Period * s.Period) };
        }

        _silo = await ReminderSilo.StartAsync(_clock, _table);
        await Settle();
    }

    /// <summary>
    /// Waits for every tick that is due at this second, and for a call behind it: when that is answered, the tick has ended and
    /// the next one is set. (A timer at the right time would prove nothing: it may belong to another reminder.)
    /// </summary>
    private async Task Settle()
    {
        var now = _clock.SecondsOf();
        foreach (var (key, schedule) in _model.Where(m => m.Value.Next == now).ToArray())
        {
            if (!_expected.TryGetValue(key, out var ticks)) _expected[key] = ticks = [];
            ticks.Add($"{now}");
            await Journal.For($"{key.Grain}/{key.Name}").AtLeast(ticks.Count);
            await _silo.Grains.GetGrain<IPunctualGrain>(key.Grain).Answer().InTime();
            _model[key] = schedule with { Next = now + schedule.Period };
        }
    }
}
