using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
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

public sealed class NotesGrain([PersistentState("state", "notes")] IPersistentState<Notes> notes) : Grain, INotesGrain
{
    public async Task<int> Add(string line, bool write)
    {
        notes.State.Lines.Add(line);
        if (write) await notes.WriteStateAsync();
        return notes.State.Lines.Count;
    }

    public Task<int> Count() => Task.FromResult(notes.State.Lines.Count);

    public Task Clear() => notes.ClearStateAsync();

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

    // Catches: a state that is looked for in another storage than the one its grain names.
    [Fact]
    public async Task State_StorageIsNotRegistered_TheCallFailsNamingIt()
    {
        await using var silo = await TestSilo.StartAsync(silo => silo.AddMemoryGrainStorage("Default"));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<INotesGrain>(_key).Count());
        Assert.Contains("notes", error.ToString(), StringComparison.Ordinal);
    }

    // Catches: a write or clear that does not look whether somebody else was faster, or that overwrites before it does.
    [Fact]
    public async Task Row19_StaleEtag_IsRefusedAndNothingIsOverwritten()
    {
        await using var silo = await StartAsync();
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("notes");
        var id = GrainId.Create("notes", _key);
        var (one, other, check) = (new GrainState<Notes>(), new GrainState<Notes>(), new GrainState<Notes>());
        await storage.ReadStateAsync("state", id, one);
        await storage.ReadStateAsync("state", id, other);
        one.State!.Lines.Add("first");
        await storage.WriteStateAsync("state", id, one);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", id, other));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("state", id, other));

        await storage.ReadStateAsync("state", id, check);
        Assert.Equal(["first"], check.State!.Lines);
        Assert.Equal(one.ETag, check.ETag);
    }
}
