namespace Orders.House;

internal static class Complaints
{
    /// <summary>Fails with everything that was found, one to a line.</summary>
    public static void None<T>(IEnumerable<T> found)
    {
        var list = found.ToArray();
        Assert.True(list.Length == 0, $"{list.Length} found:\n{string.Join('\n', list)}");
    }
}
