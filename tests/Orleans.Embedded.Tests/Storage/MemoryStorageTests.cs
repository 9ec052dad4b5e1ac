using Orleans.Providers;
using Xunit;

namespace Orleans.Embedded.Tests.Storage;

[GenerateSerializer]
public sealed class Notes
{
    [Id(0)] public List<string> Lines { get; set; } = [];
}

public interface INotesGrain : IGrainWithStringKey
{
    Task<int> Add(string line, bool write);

    Task<int> Count();

    Task Clear();

    Task Leave();
}

[StorageProvider(ProviderName = "notes")]
public sealed class NotesGrain : Grain<Notes>, INotesGrain
{
    public async Task<int> Add(string line, bool write)
    {
        State.Lines.Add(line);
        if (write) await WriteStateAsync();
        return State.Lines.Count;
    }

    public Task<int> Count() => Task.FromResult(State.Lines.Count);

    public Task Clear() => ClearStateAsync();

    public Task Leave()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class MemoryStorageTests
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private static Task<TestSilo> StartAsync() => TestSilo.StartAsync(silo => silo.AddMemoryGrainStorage("notes"));

    // Catches: storage that keeps the grain's own object, so that changes are kept which were never written.
    [Fact]
    public async Task State_ChangedWithoutWriting_IsNotKept()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<INotesGrain>(_key);
        await grain.Add("kept", write: true);
        Assert.Equal(2, await grain.Add("forgotten", write: false));
        await grain.Leave();
        Assert.Equal(1, await grain.Count());
    }

    // Catches: a record that survives its clearing, or an etag that keeps the next write out.
    [Fact]
    public async Task State_ClearedAndWrittenAgain_StartsAfresh()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<INotesGrain>(_key);
        await grain.Add("old", write: true);
        await grain.Clear();
        await grain.Leave();
        Assert.Equal(0, await grain.Count());
        Assert.Equal(1, await grain.Add("new", write: true));
        await grain.Leave();
        Assert.Equal(1, await grain.Count());
    }

    // Catches: a base class that looks for its state in another storage than the one it names.
    [Fact]
    public async Task State_StorageIsNotRegistered_TheCallFailsNamingIt()
    {
        await using var silo = await TestSilo.StartAsync(silo => silo.AddMemoryGrainStorageAsDefault());
        var error = await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<INotesGrain>(_key).Count());
        Assert.Contains("notes", error.ToString(), StringComparison.Ordinal);
    }
}
