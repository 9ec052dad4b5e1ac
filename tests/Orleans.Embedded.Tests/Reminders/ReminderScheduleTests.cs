using Orleans.Conformance;
using Xunit;

namespace Orleans.Embedded.Tests.Reminders;

public sealed class ReminderScheduleTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TestReminderTable _table = new();
    private readonly string _key = Guid.NewGuid().ToString("N");

    private Journal Ticks(string name) => Journal.For($"{_key}/{name}");

    // Catches: a timer for every reminder however far away that overflows, comes early, or is forgotten on the way.
    [Theory]
    [InlineData(25)]
    [InlineData(60 * 24 * 3)]
    [InlineData(60 * 24 * 100)]
    public async Task Tick_DueFarAway_ComesAtItsTime(int minutes)
    {
        await using var silo = await ReminderSilo.StartAsync(_clock, _table);
        await silo.Grains.GetGrain<IPunctualGrain>(_key).Remind("far", TimeSpan.FromMinutes(minutes), TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Empty(Ticks("far").Entries);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([$"{minutes * 60}"], await Ticks("far").AtLeast(1));
    }

    // Catches: reminders of one moment that get lost among each other.
    [Fact]
    public async Task Tick_ManyAtOneMoment_EachComesOnce()
    {
        await using var silo = await ReminderSilo.StartAsync(_clock, _table);
        var grains = Enumerable.Range(0, 200).Select(i => $"{_key}-{i}").ToArray();
        await Task.WhenAll(grains.Select(g => silo.Grains.GetGrain<IPunctualGrain>(g).Remind("all", TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2))));
        await Task.WhenAll(grains.Where((_, i) => i % 4 == 0).Select(g => silo.Grains.GetGrain<IPunctualGrain>(g).Forget("all")));

        _clock.Advance(TimeSpan.FromSeconds(30));
        for (var i = 0; i < grains.Length; i++)
        {
            if (i % 4 != 0) Assert.Equal(["30"], await Journal.For($"{grains[i]}/all").AtLeast(1));
        }

        Assert.All(grains.Where((_, i) => i % 4 == 0), g => Assert.Empty(Journal.For($"{g}/all").Entries));
    }

    // Catches: a reminder that stands in the table and never ticks, since the answer to its registration was lost.
    [Fact]
    public async Task Register_AnswerLost_TicksAsTheTableSays()
    {
        var table = new ForgetfulReminderTable(_table) { LosesAnswers = true };
        await using var silo = await ReminderSilo.StartAsync(_clock, table);
        await Assert.ThrowsAnyAsync<Exception>(
            () => silo.Grains.GetGrain<IPunctualGrain>(_key).Remind("kept", TimeSpan.FromSeconds(60), TimeSpan.FromHours(1)));

        _clock.Advance(TimeSpan.FromSeconds(5));
        await _clock.Armed(TimeSpan.FromSeconds(55));
        _clock.Advance(TimeSpan.FromSeconds(55));
        Assert.Equal(["60"], await Ticks("kept").AtLeast(1));
    }

    // Catches: a silo that does not start without its table, never asks again, or forgets what was registered meanwhile.
    [Fact]
    public async Task Start_TableCannotBeRead_IsReadLater()
    {
        await using (var first = await ReminderSilo.StartAsync(_clock, _table))
        {
            await first.Grains.GetGrain<IPunctualGrain>(_key).Remind("old", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
            await first.Grains.GetGrain<IPunctualGrain>(_key).Remind("gone", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        }

        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _table.HoldNextRangeRead(() =>
        {
            reading.SetResult();
            return held.Task;
        });
        var starting = ReminderSilo.StartAsync(_clock, _table);
        await reading.Task.InTime();
        held.SetException(new IOException("the database is gone"));
        await using var second = await starting;

        await second.Grains.GetGrain<IPunctualGrain>(_key).Remind("new", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        await second.Grains.GetGrain<IPunctualGrain>(_key).Forget("gone");
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _table.Operations.Has("range", 3);
        await _clock.Armed(TimeSpan.FromSeconds(55));
        _clock.Advance(TimeSpan.FromSeconds(55));
        Assert.Equal(["60"], await Ticks("old").AtLeast(1));
        Assert.Equal(["60"], await Ticks("new").AtLeast(1));
        Assert.Empty(Ticks("gone").Entries);
    }

    // Catches: a reading of the table that revives what was unregistered after it had taken its rows.
    [Fact]
    public async Task Forget_WhileTheTableIsRead_IsNotRevived()
    {
        await using (var first = await ReminderSilo.StartAsync(_clock, _table))
        {
            await first.Grains.GetGrain<IPunctualGrain>(_key).Remind("old", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
            await first.Grains.GetGrain<IPunctualGrain>(_key).Remind("gone", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        }

        _table.HoldNextRangeRead(() => Task.FromException(new IOException("the database is gone")));
        await using var second = await ReminderSilo.StartAsync(_clock, _table);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _table.HoldNextRangeRead(() =>
        {
            reading.SetResult();
            return held.Task;
        });
        _clock.Advance(TimeSpan.FromSeconds(5));
        await reading.Task.InTime();

        await second.Grains.GetGrain<IPunctualGrain>(_key).Forget("gone").InTime();
        held.SetResult();
        await _clock.Armed(TimeSpan.FromSeconds(55));
        _clock.Advance(TimeSpan.FromSeconds(55));

        Assert.Equal(["60"], await Ticks("old").AtLeast(1));
        await second.Grains.GetGrain<IPunctualGrain>(_key).Answer().InTime();
        Assert.Empty(Ticks("gone").Entries);
    }
}
