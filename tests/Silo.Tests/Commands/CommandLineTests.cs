using Orders.Commands;
using Xunit;

namespace Orders.Tests.Commands;

public class CommandLineTests
{
    [Theory]
    [InlineData("--help", "import", "user", "generate", "--data-directory", "Exit codes:", "another process has the database")]
    [InlineData("import --help", "--format <olist>", "--path", "--dry-run", "--strict", "--acks", "--in-flight", "nothing comes in twice",
        "dotnet run --project Silo -- import --format olist --path")]
    [InlineData("user --help", "add", "user add --role admin")]
    [InlineData("user add --help", "--role <admin|buyer|manager|seller>", "--email", "--name", "--shop", "--password", "not shown")]
    [InlineData("generate --help", "--orders", "--in-flight", "--seed", "--acks", "closed")]
    public async Task Run_Help_DescribesEveryOption(string line, params string[] expected)
    {
        var (code, output, error) = await Run(line);

        Assert.Equal(ExitCodes.Done, code);
        Assert.Empty(error);
        foreach (var text in expected) Assert.Contains(text, output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("import", "--format", "--path")]
    [InlineData("import --format csv --path .", "csv", "olist")]
    [InlineData("import --format olist --path . --in-flight 0", "--in-flight takes a number from 1 to 4096, not 0.")]
    [InlineData("import --format olist --path . --in-flight many", "many")]
    [InlineData("generate", "--orders")]
    [InlineData("generate --orders 0", "--orders takes a number")]
    [InlineData("user add --role king --email a@example.org", "king", "admin")]
    [InlineData("user add --role system --email a@example.org", "system")]
    [InlineData("user add --role buyer", "--email")]
    [InlineData("user", "command")]
    [InlineData("export", "export")]
    public async Task Run_WrongArguments_AreUsageErrorsThatNameThem(string line, params string[] expected)
    {
        var (code, _, error) = await Run(line);

        Assert.Equal(ExitCodes.Usage, code);
        foreach (var text in expected) Assert.Contains(text, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_MissingFolder_SaysSoBeforeTouchingTheDatabase()
    {
        var data = Path.Combine(Path.GetTempPath(), $"orders-none-{Guid.NewGuid():N}");
        var (code, output, error) = await Run($"import --format olist --path /nowhere/at/all --data-directory {data}");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("There is no folder /nowhere/at/all.", error, StringComparison.Ordinal);
        Assert.Empty(output);
        Assert.False(Directory.Exists(data));
    }

    internal static async Task<(int Code, string Output, string Error)> Run(string line)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await OrdersCommandLine.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
