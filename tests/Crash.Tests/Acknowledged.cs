using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Orders.Commands;

namespace Orders.Tests.Crash;

/// <summary>A line <c>ack ID VERSION STATUS</c>: what the child has promised to be durable.</summary>
internal sealed record Acknowledged(OrderId Id, long Version, OrderStatus Status)
{
    private static readonly Dictionary<string, OrderStatus> Statuses = Enum.GetValues<OrderStatus>().ToDictionary(s => s.InWords());

    /// <summary>The last line of a killed process may be cut off: then it is no promise. No status is the beginning of another.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out Acknowledged? ack)
    {
        ack = null;
        if (line.Split(' ') is not ["ack", var idText, var versionText, var statusText]) return false;
        if (!OrderId.TryParse(idText, out var id) || !Statuses.TryGetValue(statusText, out var status)) return false;
        ack = new Acknowledged(id, long.Parse(versionText, CultureInfo.InvariantCulture), status);
        return true;
    }
}
