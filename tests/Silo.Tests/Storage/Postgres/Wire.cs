using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Orders.Tests.Storage;

/// <summary>
/// The way to a PostgreSQL server, which can be lost as networks lose it: nothing comes through any more, and neither side is told. What was
/// lost stays so; connections that are made once it is good again come through.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly UnixDomainSocketEndPoint _server;
    private readonly ConcurrentBag<Link> _links = [];
    private volatile bool _isLost;

    private Wire(NpgsqlConnectionStringBuilder to)
    {
        _server = new UnixDomainSocketEndPoint(Path.Combine(to.Host!, ".s.PGSQL.5432"));
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(to.ToString())
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,
            Timeout = 1,
            CommandTimeout = 5,
            MaxAutoPrepare = 0, // so that what is sent says in words what it is
        }.ToString();
        _ = Accept();
    }

    /// <summary>How to connect over this wire, with little patience.</summary>
    public string ConnectionString { get; }

    public static Wire To(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString));

    /// <summary>From now on, and until <see cref="Mend"/>, nothing comes through.</summary>
    public void Lose()
    {
        _isLost = true;
        foreach (var link in _links) link.Lose();
    }

    public void Mend() => _isLost = false;

    /// <summary>Whoever says this is heard, and never hears an answer.</summary>
    public void LoseAnswerTo(string words)
    {
        foreach (var link in _links) link.LoseAnswerTo = System.Text.Encoding.UTF8.GetBytes(words);
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var link in _links) link.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await Task.Run(() => server.Connect(_server)); // where the server's line is full this waits; connecting asynchronously would for ever
                var link = new Link(client, server, _isLost);
                _links.Add(link);
                if (_isLost) link.Lose();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private sealed class Link : IDisposable
    {
        private readonly Socket _client;
        private readonly Socket _server;
        private volatile bool _isLost;
        private volatile bool _isDeaf;

        public Link(Socket client, Socket server, bool isLost)
        {
            (_client, _server, _isLost) = (client, server, isLost);
            _ = Carry(client, server, Listen);
            _ = Carry(server, client, _ => !_isDeaf);
        }

        public byte[]? LoseAnswerTo { get; set; }

        public void Lose() => _isLost = true;

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
        }

        private bool Listen(ReadOnlyMemory<byte> said)
        {
            if (LoseAnswerTo is { } words && said.Span.IndexOf(words) >= 0) _isDeaf = true;
            return true;
        }

        // On a wire that is lost not even its end is heard of.
        private async Task Carry(Socket from, Socket to, Func<ReadOnlyMemory<byte>, bool> mayPass)
        {
            var buffer = new byte[64 << 10];
            try
            {
                while (await from.ReceiveAsync(buffer) is > 0 and var length)
                {
                    var said = buffer.AsMemory(0, length);
                    if (mayPass(said) && !_isLost) await to.SendAsync(said);
                }

                if (!_isLost && !_isDeaf) to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                if (!_isLost && !_isDeaf) to.Dispose();
            }
        }
    }
}
