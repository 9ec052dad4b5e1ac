using System.Collections.Immutable;

namespace Orders;

/// <summary>One run through what is due.</summary>
public sealed partial class MailGrain
{
    private const int Batch = 200;
    private const int AtATime = 8;
    private const int ForgottenAtATime = 500;
    private static readonly TimeSpan InboxKept = TimeSpan.FromDays(365);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    // A grain that is asked to leave waits for the run, which does not hear of it: while there is always more, runs end and begin anew.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(5);

    private bool _awake;
    private DateTimeOffset _tidyAt;

    /// <summary>Until nothing is due, or the server is down: then the rest waits for the next run.</summary>
    private async Task Run(CancellationToken stop)
    {
        _awake = false; // whoever comes from here on wants another run
        var end = time.GetUtcNow() + LongestRun;
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            if (now >= end)
            {
                await Wake();
                return;
            }

            var due = await store.Due(now, Batch);
            if (due.Length == 0) break;

            // Due is not yet allowed: it may have waited through a downtime, and come up in the middle of the night.
            var quiet = MailPolicy.Postponed(due, now);
            if (!quiet.IsEmpty) await store.Postpone(quiet);
            var early = quiet.Select(later => later.Id).ToHashSet();
            if (!await Send([.. due.Where(mail => !early.Contains(mail.Id))], end, stop)) break;
        }

        if (!stop.IsCancellationRequested && time.GetUtcNow() >= _tidyAt) await Tidy();
    }

    /// <summary>Some at a time: one that hangs holds up the eighth part of a batch, and nothing for longer than its time limit.</summary>
    /// <returns>False: the server is down.</returns>
    private async Task<bool> Send(ImmutableArray<QueuedMail> due, DateTimeOffset end, CancellationToken stop)
    {
        var waiting = new Queue<QueuedMail>(due);
        var spared = new List<QueuedMail>();
        string? down = null;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Lane()));
        if (down is null || stop.IsCancellationRequested) return down is null;

        // Nobody's fault, and the same for all of them: noted in one transaction, instead of knocking once for each.
        spared.AddRange(waiting);
        LogServerDown(down, spared.Count);
        await Note([.. spared], down);
        return false;

        async Task Lane()
        {
            while (down is null && time.GetUtcNow() < end && !stop.IsCancellationRequested && waiting.TryDequeue(out var mail))
            {
                if (await Send(mail, stop) is not { } reason) continue;
                down = reason;
                spared.Add(mail);
            }
        }
    }

    /// <returns>Why no mail can be sent, or null.</returns>
    private async Task<string?> Send(QueuedMail mail, CancellationToken stop)
    {
        try
        {
            await transport.Send(MailTemplate.Of(mail, settings), stop);
        }
        catch (MailServerDownException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException e) when (stop.IsCancellationRequested)
        {
            return e.Message; // the activation ends: the next one sends it
        }
        catch (Exception e)
        {
            LogNotSent(e.GetType().Name, mail.Id, mail.Order, mail.Sequence, mail.Tries + 1);
            await Note([mail], e.Message);
            return null;
        }

        faults.Reach(FaultPoints.MailSent);
        await store.Sent(mail.Id, time.GetUtcNow());
        LogSent(mail.Id, mail.Order, mail.Sequence, mail.Tries + 1);
        return null;
    }

    private async Task Note(ImmutableArray<QueuedMail> mails, string error)
    {
        var now = time.GetUtcNow();
        ImmutableArray<MailFailure> failures = [.. mails.Select(mail => MailPolicy.Failed(mail, error, now))];
        await store.Failed(failures);
        foreach (var (mail, failure) in mails.Zip(failures))
            if (failure.NextTry is null) LogParked(mail.Id, mail.Order, mail.Sequence, mail.Tries + 1);
    }

    /// <summary>Forgets what nobody needs any more, a little at a time.</summary>
    private async Task Tidy()
    {
        var now = time.GetUtcNow();
        var mails = await store.Forget(now - MailPolicy.SentKept, ForgottenAtATime);
        var notes = await inbox.Forget(now - InboxKept, ForgottenAtATime);
        if (mails < ForgottenAtATime && notes < ForgottenAtATime) _tidyAt = now + TidyEvery;
        if (mails + notes > 0) LogForgotten(mails, notes);
    }
}
