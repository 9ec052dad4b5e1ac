namespace Orders.Web;

/// <summary>The colour of a state's dot.</summary>
public enum Tone
{
    Quiet,
    Good,
    Waiting,
    Bad,
    New,
}
