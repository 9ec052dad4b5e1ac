namespace Orders.Web;

/// <summary>How a time is put in words; the exact one is always in the tooltip.</summary>
public enum TimeForm
{
    /// <summary><c>12 min</c>.</summary>
    Age,

    /// <summary><c>12 min ago</c>.</summary>
    Ago,

    /// <summary><c>in 48 min</c>.</summary>
    Due,

    /// <summary><c>Mon 10:02</c>.</summary>
    Moment,

    /// <summary><c>22 Nov</c>.</summary>
    Date,

    /// <summary><c>10:02</c>.</summary>
    Clock,
}
