namespace Orders.Hosting;

/// <summary>Passes on that another silo of the cluster has died, to pages in the same process as a silo.</summary>
internal sealed class SiloDeaths(SiloLosses losses) : ISiloStatusListener
{
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead) losses.Report();
    }
}
