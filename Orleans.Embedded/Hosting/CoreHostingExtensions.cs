namespace Orleans.Hosting;

/// <summary>Set-up of the silo as such.</summary>
public static class CoreHostingExtensions
{
    /// <summary>Makes trace spans of grain calls, and carries the trace from caller to grain.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder) =>
        builder.AddIncomingGrainCallFilter<ActivityPropagation>().AddOutgoingGrainCallFilter<ActivityPropagation>();
}
