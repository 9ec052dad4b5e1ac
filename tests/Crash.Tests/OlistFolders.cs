using Xunit;

namespace Orders.Tests.Crash;

/// <summary>Finds the real orders, which are not part of the project: beside the repository, or where the environment says.</summary>
internal static class OlistFolders
{
    public const string Variable = "ORDERS_OLIST_PATH";

    public static string? Real { get; } = Environment.GetEnvironmentVariable(Variable) ?? BesideTheRepository();

    private static string? BesideTheRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "olist");
            if (Directory.Exists(data)) return data;
        }

        return null;
    }
}

/// <summary>A test on the real orders; skipped, visibly, where they are absent.</summary>
public sealed class RealOlistFactAttribute : FactAttribute
{
    public RealOlistFactAttribute()
    {
        if (OlistFolders.Real is null) Skip = $"The real orders are not there: set {OlistFolders.Variable} to their folder.";
    }
}
