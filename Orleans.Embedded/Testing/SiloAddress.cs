namespace Orleans.Runtime;

/// <summary>The address of a silo. The embedded engine has one silo, which has none.</summary>
public sealed class SiloAddress
{
    private SiloAddress() { }
}
