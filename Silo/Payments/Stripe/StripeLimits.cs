namespace Orders.Payments;

/// <summary>How long is waited for the provider, and how often it is asked, before there is no answer.</summary>
/// <param name="Connect">For a connection.</param>
/// <param name="Attempt">For one request.</param>
/// <param name="Total">For all attempts and the waits between them; shorter than <see cref="PatientGateway.Limit"/>.</param>
/// <param name="Retries">After the first attempt.</param>
/// <param name="FirstWait">Before the second attempt; it doubles with each, and a bit of chance is added.</param>
/// <param name="LongestWait">If the provider asks for a longer one, there is no answer for now.</param>
internal sealed record StripeLimits(
    TimeSpan Connect, TimeSpan Attempt, TimeSpan Total, int Retries, TimeSpan FirstWait, TimeSpan LongestWait)
{
    /// <summary>More than any answer has. What is longer is none.</summary>
    public const int MostBytes = 1 << 20;

    public static StripeLimits Default { get; } = new(
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7), 3, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
}
