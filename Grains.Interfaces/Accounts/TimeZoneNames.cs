using System.Diagnostics.CodeAnalysis;

namespace Orders;

/// <summary>Names of time zones that come from outside.</summary>
public static class TimeZoneNames
{
    private const int MaxLength = 64;

    /// <summary>Finds the zone of an IANA name, such as Europe/Berlin. False: there is none.</summary>
    public static bool TryFind([NotNullWhen(true)] string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;

        // The name becomes part of a file's path where the system keeps its zones.
        return name is { Length: > 0 and <= MaxLength } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId;
    }
}
