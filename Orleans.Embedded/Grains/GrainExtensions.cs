namespace Orleans;

/// <summary>Identities and references of grains and of references to grains.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain is Grain activated ? activated.Activation.GrainId : ReferenceTo(grain).GrainId;

    /// <summary>The same grain, seen through another of its interfaces.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var reference = ReferenceTo(grain);
        return (TGrainInterface)(reference is TGrainInterface ? reference : reference.Origin.Reference(reference.GrainId, typeof(TGrainInterface)));
    }

    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    public static long GetPrimaryKeyLong(this IAddressable grain) => GetPrimaryKeyLong(grain, out _);

    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt) => GrainKeys.ToNumber(GetGrainId(grain), out keyExt);

    public static Guid GetPrimaryKey(this IAddressable grain) => GetPrimaryKey(grain, out _);

    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) => GrainKeys.ToGuid(GetGrainId(grain), out keyExt);

    private static GrainReference ReferenceTo(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        Grain activated => activated.GrainReference,
        _ => throw new ArgumentException($"{grain?.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
