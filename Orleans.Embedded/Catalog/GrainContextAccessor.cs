using Orleans.Runtime;

namespace Orleans.Catalog;

internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => Activation.Current!;
}
