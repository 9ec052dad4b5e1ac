namespace Orleans.Reminders;

/// <summary>
/// The reminders of the silo: what the table has, in memory, so that ticks need no table. One process owns the table, hence it is
/// read once, at the start, and asked again only about what it failed to answer.
/// </summary>
internal sealed class ReminderService : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly CallMethod TickMethod = new("reminder tick", alwaysInterleave: false);

    private readonly Dictionary<(GrainId, string), Reminder> _reminders = []; // locked by itself, as is what follows
    private HashSet<(GrainId, string)>? _removedWhileLoading = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Silo _silo;
    private readonly IReminderTable _table;
    private readonly TimeSpan _shortest;
    private readonly ReminderWheel _wheel;

    public ReminderService(Silo silo, IReminderTable table, IOptions<ReminderOptions> options)
    {
        (_silo, _table, _shortest) = (silo, table, options.Value.MinimumReminderPeriod);
        _wheel = new ReminderWheel(silo.Clock, Tick);
    }

    private DateTime Now => _silo.Clock.GetUtcNow().UtcDateTime;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.RuntimeGrainServices, _table.StartAsync, _table.StopAsync);
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.Active, _ => Ask(ReadTable), _ => _end.CancelAsync());
    }

    public void Dispose()
    {
        _end.Cancel();
        _wheel.Dispose();
    }

    internal async Task<IGrainReminder> Register(GrainId grain, string name, TimeSpan due, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(due, TimeSpan.Zero);
        if (period < _shortest) throw new ArgumentException($"The period of '{name}', {period}, is shorter than {_shortest}.", nameof(period));
        var entry = new ReminderEntry { GrainId = grain, ReminderName = name, StartAt = Now + due, Period = period };
        entry.ETag = await Answered(_table.UpsertRow(entry), (grain, name))
            ?? throw new OrleansException($"The reminder '{name}' of {grain} was not written.");
        lock (_reminders) Replace((grain, name), entry);
        return Handle(entry);
    }

    internal async Task Unregister(GrainId grain, IGrainReminder reminder)
    {
        if (reminder is not ReminderHandle handle || handle.Grain != grain) throw new ArgumentException($"{reminder} is no reminder of {grain}.");
        var key = (grain, handle.ReminderName);
        await Answered(_table.RemoveRow(grain, handle.ReminderName, handle.Etag), key);
        lock (_reminders)
        {
            _removedWhileLoading?.Add(key);
            if (_reminders.GetValueOrDefault(key)?.Row.ETag == handle.Etag) Replace(key, null); // else it is gone, or registered anew
        }
    }

    internal async Task<IGrainReminder?> Get(GrainId grain, string name) =>
        await _table.ReadRow(grain, name) is { } entry ? Handle(entry) : null;

    internal async Task<List<IGrainReminder>> GetAll(GrainId grain) => [.. (await _table.ReadRows(grain)).Reminders.Select(Handle)];

    private static ReminderHandle Handle(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag);

    private void Tick(Reminder reminder)
    {
        var (name, status) = (reminder.Row.ReminderName, new TickStatus(reminder.Row.StartAt, reminder.Row.Period, Now));
        _silo.Forward(
            new TurnCall(
                TickMethod,
                (_, grain) => reminder.IsOver ? Task.CompletedTask : ((IRemindable)grain).ReceiveReminder(name, status),
                exception => Ticked(reminder, exception)),
            reminder.Row.GrainId);
    }

    /// <summary>A tick has been answered, or could not be sent: on to the next occurrence, whatever was missed meanwhile.</summary>
    private void Ticked(Reminder reminder, Exception? exception)
    {
        if (_silo.Status != SiloStatus.Running) return;
        if (exception is null) _silo.Metrics.ReminderTicks.Add(1);
        else _silo.Log.ReminderFailed(exception, reminder.Row.ReminderName, reminder.Row.GrainId.ToString());
        _wheel.Add(reminder, reminder.NextFrom(Now.AddTicks(1)));
    }

    /// <summary>Puts a reminder, or none, in the place of the one that is known. The lock is held.</summary>
    private void Replace((GrainId, string) key, ReminderEntry? entry)
    {
        if (_reminders.Remove(key, out var old)) _wheel.Remove(old);
        if (entry is null) return;
        var reminder = _reminders[key] = new Reminder(entry);
        _wheel.Add(reminder, reminder.NextFrom(Now));
    }

    /// <summary>A table that cannot be read keeps no silo from starting: it is asked again until it answers.</summary>
    private async Task Ask(Func<Task> question)
    {
        if (await Outcome.Of(question) is not { } failure) return;
        _silo.Log.RemindersUnread(failure);
        _ = AskLater(question);
    }

    private async Task AskLater(Func<Task> question)
    {
        await Task.Delay(RetryAfter, _silo.Clock, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_end.IsCancellationRequested) await Ask(question).ConfigureAwait(false);
    }

    private async Task ReadTable()
    {
        var data = await _table.ReadRows(0, 0).ConfigureAwait(false);
        lock (_reminders)
        {
            foreach (var entry in data.Reminders)
            {
                var key = (entry.GrainId, entry.ReminderName);
                var isNews = !_reminders.ContainsKey(key) && !_removedWhileLoading!.Contains(key); // what grains have done since is newer
                if (isNews) Replace(key, entry);
            }

            _removedWhileLoading = null;
        }
    }

    private async Task<T> Answered<T>(Task<T> change, (GrainId, string) key)
    {
        try
        {
            return await change;
        }
        catch
        {
            _ = AskLater(() => FindOut(key));
            throw;
        }
    }

    /// <summary>Whether the table made a change that failed is not known: what it says now counts, unless the grain was here meanwhile.</summary>
    private async Task FindOut((GrainId Grain, string Name) key)
    {
        Reminder? before;
        lock (_reminders) before = _reminders.GetValueOrDefault(key);
        var row = await _table.ReadRow(key.Grain, key.Name).ConfigureAwait(false);
        lock (_reminders)
        {
            var isSame = _reminders.GetValueOrDefault(key) == before;
            if (isSame && row?.ETag != before?.Row.ETag) Replace(key, row);
        }
    }
}

/// <summary>What a grain gets for a reminder that it has registered, or asked for.</summary>
internal sealed record ReminderHandle(GrainId Grain, string ReminderName, string Etag) : IGrainReminder;
