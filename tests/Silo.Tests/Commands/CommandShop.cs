using Orders.Storage;
using Orders.Testing;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

/// <summary>
/// Where the commands of a test find their shop: in a data directory, and on PostgreSQL in a database of its own, which they are told of
/// as an operator tells them, by the environment. That is this whole process's, so these tests run while no others do.
/// </summary>
internal sealed class CommandShop : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly IReadOnlyDictionary<string, string?> _settings;

    public CommandShop()
    {
        _settings = TestDatabase.PostgresOf(_directory.Path) is { } postgres ? TestDatabaseChoice.SettingsFor(postgres) : new Dictionary<string, string?>();
        foreach (var (key, value) in _settings) Environment.SetEnvironmentVariable(Variable(key), value);
        Directory.CreateDirectory(Files);
    }

    /// <summary>The data directory.</summary>
    public string Files => System.IO.Path.Combine(_directory.Path, "data");

    public Connection Bare() => TestDatabase.Bare(TestDatabaseChoice.IsPostgres ? _directory.Path : Files);

    public Task<(int Code, string Output, string Error)> Run(string line) => CommandLineTests.Run($"{line} --data-directory {Files}");

    public void Dispose()
    {
        foreach (var key in _settings.Keys) Environment.SetEnvironmentVariable(Variable(key), null);
        _directory.Dispose();
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>Tests of commands, which see the environment of this process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CommandsAlone
{
    public const string Name = "Commands";
}
