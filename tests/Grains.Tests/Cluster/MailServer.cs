using System.Collections.Concurrent;

namespace Orders.Tests;

/// <summary>Takes mail, or does as a test says.</summary>
internal sealed class MailServer : IMailTransport
{
    private readonly ConcurrentDictionary<string, string> _refused = new();
    private readonly ConcurrentQueue<OutgoingMail> _accepted = new();
    private int _connections;

    /// <summary>Nobody is let in.</summary>
    public bool IsDown { get; set; }

    /// <summary>Before a mail is taken.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>How often somebody has knocked.</summary>
    public int Connections => _connections;

    public IReadOnlyCollection<OutgoingMail> Accepted => _accepted;

    public void Refuse(string address, string reason) => _refused[address] = reason;

    public void Admit(string address) => _refused.TryRemove(address, out _);

    public IEnumerable<OutgoingMail> AcceptedFor(string address) => _accepted.Where(m => m.Address == address);

    public async Task Send(OutgoingMail mail, CancellationToken stop)
    {
        await Task.Yield();
        Interlocked.Increment(ref _connections);
        if (Before is { } before) await before().WaitAsync(stop);
        if (IsDown) throw new MailServerDownException("connection refused");
        if (_refused.TryGetValue(mail.Address, out var reason)) throw new InvalidOperationException(reason);
        _accepted.Enqueue(mail);
    }
}
