namespace Orleans.References;

/// <summary>Makes references that send from one origin: a silo's grains, or a client.</summary>
internal sealed class GrainFactory(CallOrigin origin) : IClusterClient
{
    internal CallOrigin Origin => origin;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey, keyExtension), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey, keyExtension), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey, keyExtension));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey, keyExtension));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)origin.Reference(grainId, typeof(TGrainInterface));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        (TGrainObserverInterface)origin.Reference(origin.Silo.Observers.Add(obj), typeof(TGrainObserverInterface));

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => origin.Silo.Observers.Remove(obj.GetGrainId());

    private TGrainInterface Make<TGrainInterface>(IdSpan key, string? prefix)
        where TGrainInterface : IGrain => (TGrainInterface)Make(typeof(TGrainInterface), key, prefix);

    private IGrain Make(Type grainInterface, IdSpan key, string? prefix = null) =>
        (IGrain)origin.Reference(GrainId.Create(origin.Silo.Types.TypeFor(grainInterface, prefix), key), grainInterface);
}
