namespace Orders;

/// <summary>The configuration section <c>Orders:Escalation</c>.</summary>
public sealed class EscalationOptions
{
    public const string Section = "Orders:Escalation";

    /// <summary>Seconds between two looks for what is due; 1 to 3600.</summary>
    public int TickSeconds { get; set; } = 60;
}
