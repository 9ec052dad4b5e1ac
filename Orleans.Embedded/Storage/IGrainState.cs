namespace Orleans;

/// <summary>A record as storage providers see it.</summary>
public interface IGrainState<T>
{
    T State { get; set; }

    string? ETag { get; set; }

    bool RecordExists { get; set; }
}

/// <summary>A record as it is read and written.</summary>
public class GrainState<T> : IGrainState<T>
{
    public T State { get; set; } = Activator.CreateInstance<T>();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
