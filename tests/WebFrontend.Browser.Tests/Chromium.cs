namespace Orders.Tests;

/// <summary>The browser of the machine. Nothing is downloaded; where there is none the tests are skipped, and say so.</summary>
public static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    public static string? Path { get; } = Find();

    public static string[] Arguments { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private static string? Find() => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given
        ? given
        : (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
           from name in Names
           let path = System.IO.Path.Combine(folder, name)
           where File.Exists(path)
           select path).FirstOrDefault();
}

/// <summary>A test that drives a browser.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserFixture.SkipReason;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserFixture.SkipReason;
}
