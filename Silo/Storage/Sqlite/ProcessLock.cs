using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Storage;

/// <summary>Who works on a data directory.</summary>
internal sealed record ProcessLockOwner(int ProcessId, string Machine, DateTimeOffset StartedAt);

/// <summary>
/// Keeps a second process off a data directory: an exclusive open of <c>orders.lock</c>, which the operating system ends with the
/// process, however it ends. Who holds it stands beside it in <c>orders.lock.owner</c>, since the lock itself cannot be read.
/// </summary>
internal sealed class ProcessLock : IDisposable
{
    private readonly FileStream _file;

    private ProcessLock(FileStream file) => _file = file;

    /// <exception cref="DataDirectoryInUseException">Somebody else has it.</exception>
    public static ProcessLock Acquire(string directory)
    {
        var path = Path.Combine(directory, "orders.lock");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            throw new DataDirectoryInUseException(directory, Describe(ReadOwner(path)), e);
        }

        var owner = new ProcessLockOwner(Environment.ProcessId, Environment.MachineName, StartOfThisProcess());
        File.WriteAllText(OwnerPath(path), JsonSerializer.Serialize(owner, ProcessLockJson.Default.ProcessLockOwner));
        return new ProcessLock(file);
    }

    // The owner's file stays: removing it would race with the next owner's writing it.
    public void Dispose() => _file.Dispose();

    private static string OwnerPath(string path) => path + ".owner";

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsSharingViolation(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static DateTimeOffset StartOfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime).ToUniversalTime();
    }

    private static ProcessLockOwner? ReadOwner(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(OwnerPath(path)), ProcessLockJson.Default.ProcessLockOwner);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null; // It is being written this moment, or is not ours to read: the lock alone decides.
        }
    }

    private static string Describe(ProcessLockOwner? owner) => owner is null
        ? "another process"
        : $"process {owner.ProcessId} on {owner.Machine}, running since {owner.StartedAt:yyyy-MM-dd HH:mm:ss}Z";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProcessLockOwner))]
internal sealed partial class ProcessLockJson : JsonSerializerContext;

/// <summary>One process per data directory: this is the second one.</summary>
public sealed class DataDirectoryInUseException(string directory, string owner, Exception inner)
    : Exception($"The data directory {directory} is in use by {owner}. Stop that one first, or give this one a directory of its own.", inner);
