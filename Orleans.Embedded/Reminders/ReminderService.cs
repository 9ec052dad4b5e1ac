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
    private readonly ReminderOptions _options;
    private readonly ReminderWheel _wheel;

    public ReminderService(Silo silo, IReminderTable table, IOptions<ReminderOptions> options)
    {
        (_silo, _table, _options) = (silo, table, options.Value);
        _wheel = new ReminderWheel(silo.Clock, Tick);
    }

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.RuntimeGrainServices, _table.StartAsync, _table.StopAsync);
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.Active, Load, Stop);
    }

    public void Dispose()
    {
        _wheel.Dispose();
        _end.Dispose();
    }

    internal async Task<IGrainReminder> Register(GrainId grain, string name, TimeSpan due, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(due, TimeSpan.Zero);
        if (period < _options.MinimumReminderPeriod)
            throw new ArgumentException($"The period {period} of the reminder '{name}' is shorter than {_options.MinimumReminderPeriod}.", nameof(period));
        var entry = new ReminderEntry { GrainId = grain, ReminderName = name, StartAt = Now + due, Period = period };
        entry.ETag = await Answered(_table.UpsertRow(entry), (grain, name))
            ?? throw new OrleansException($"The reminder '{name}' of {grain} was not written.");
        lock (_reminders)
        {
            if (_reminders.TryGetValue((grain, name), out var old)) _wheel.Remove(old);
            Schedule(entry);
        }

        return Handle(entry);
    }

    internal async Task Unregister(GrainId grain, IGrainReminder reminder)
    {
        if (reminder is not ReminderHandle handle || handle.Grain != grain) throw new ArgumentException($"{reminder} is no reminder of {grain}.", nameof(reminder));
        await Answered(_table.RemoveRow(grain, handle.ReminderName, handle.Etag), handle.Key);
        lock (_reminders)
        {
            _removedWhileLoading?.Add(handle.Key);
            if (!_reminders.TryGetValue(handle.Key, out var known) || known.Row.ETag != handle.Etag) return; // gone, or registered anew
            _reminders.Remove(handle.Key);
            _wheel.Remove(known);
        }
    }

    internal async Task<IGrainReminder?> Get(GrainId grain, string name) =>
        await _table.ReadRow(grain, name) is { } entry ? Handle(entry) : null;

    internal async Task<List<IGrainReminder>> GetAll(GrainId grain) => [.. (await _table.ReadRows(grain)).Reminders.Select(Handle)];

    /// <summary>A tick has been answered, or could not be sent: on to the next occurrence, whatever was missed meanwhile.</summary>
    private void Ticked(Reminder reminder, Exception? exception)
    {
        if (_silo.Status != SiloStatus.Running) return;
        if (exception is null) _silo.Metrics.ReminderTicks.Add(1);
        else _silo.Log.ReminderFailed(exception, reminder.Row.ReminderName, reminder.Row.GrainId.ToString());
        _wheel.Add(reminder, reminder.NextFrom(Now.AddTicks(1)));
    }

    private DateTime Now => _silo.Clock.GetUtcNow().UtcDateTime;

    private void Tick(Reminder reminder)
    {
        if (_silo.Status != SiloStatus.Running) return;
        var (name, status) = (reminder.Row.ReminderName, new TickStatus(reminder.Row.StartAt, reminder.Row.Period, Now));
        _silo.Catalog.Send(
            new TurnCall(
                TickMethod,
                (_, grain) => reminder.IsOver ? Task.CompletedTask : ((IRemindable)grain).ReceiveReminder(name, status),
                exception => Ticked(reminder, exception)),
            reminder.Row.GrainId);
    }

    private void Schedule(ReminderEntry entry)
    {
        var reminder = _reminders[(entry.GrainId, entry.ReminderName)] = new Reminder(entry);
        _wheel.Add(reminder, reminder.NextFrom(Now));
    }

    /// <summary>A table that cannot be read keeps no silo from starting: it is asked again until it answers.</summary>
    private async Task Load(CancellationToken cancellation)
    {
        if (!await TryLoad()) _ = Later(TryLoad);
    }

    private async Task Later(Func<Task<bool>> attempt)
    {
        try
        {
            do await Task.Delay(RetryAfter, _silo.Clock, _end.Token).ConfigureAwait(false);
            while (!await attempt().ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // the silo stops
        }
    }

    private async Task<bool> TryLoad()
    {
        try
        {
            var data = await _table.ReadRows(0, 0).ConfigureAwait(false);
            lock (_reminders)
            {
                // What grains have done since is newer than what was read.
                foreach (var entry in data.Reminders.Where(e => !IsKnown((e.GrainId, e.ReminderName)))) Schedule(entry);
                _removedWhileLoading = null;
            }

            return true;
        }
        catch (Exception exception)
        {
            _silo.Log.RemindersUnread(exception);
            return false;
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
            _ = Later(() => TryFindOut(key));
            throw;
        }
    }

    /// <summary>Whether the table made a change that failed is not known: it is asked until it answers, and then what it says counts.</summary>
    private async Task<bool> TryFindOut((GrainId Grain, string Name) key)
    {
        try
        {
            Reminder? before;
            lock (_reminders) before = _reminders.GetValueOrDefault(key);
            var row = await _table.ReadRow(key.Grain, key.Name).ConfigureAwait(false);
            lock (_reminders)
            {
                if (_reminders.GetValueOrDefault(key) != before) return false; // the grain has been here meanwhile
                if (row?.ETag == before?.Row.ETag) return true;
                if (before is not null) _wheel.Remove(before);
                if (row is not null) Schedule(row);
                else _reminders.Remove(key);
                return true;
            }
        }
        catch (Exception exception)
        {
            _silo.Log.RemindersUnread(exception);
            return false;
        }
    }

    private bool IsKnown((GrainId, string) key) => _reminders.ContainsKey(key) || _removedWhileLoading!.Contains(key);

    private async Task Stop(CancellationToken cancellation)
    {
        await _end.CancelAsync();
        _wheel.Dispose();
    }

    private static ReminderHandle Handle(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag);
}
