namespace Orders.Web;

/// <summary>A number with its noun: <c>1 order</c>, <c>2 orders</c>.</summary>
public static class Counted
{
    public static string Of(int count, string one, string? several = null) => count == 1 ? $"1 {one}" : $"{count} {several ?? one + "s"}";
}
