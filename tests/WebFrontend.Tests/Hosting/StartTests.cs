using Xunit;

namespace Orders.Tests.Hosting;

/// <summary>The program as it is started by hand: what cannot work is said in a sentence that names the setting, and ends it with 3.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orders-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Orders:DataDirectory", "")]
    [InlineData("Orders:Database:Provider", "Oracle")]
    [InlineData("Orders:Demo", "maybe")]
    [InlineData("Orders:PublicAddress", "foo")]
    [InlineData("Orders:Smtp:Port", "99999999999")]
    [InlineData("Orders:Payments:Gateway", "")]
    [InlineData("Orders:Webhooks:AllowHttp", "yes")]
    [InlineData("Orders:Escalation:TickSeconds", "0")]
    [InlineData("Orders:Escalation:TickSeconds", "99999999999999")]
    [InlineData("Orders:RateLimit:ApiBurst", "-1")]
    [InlineData("Orders:RateLimit:SignInBurst", "abc")]
    [InlineData("Orders:Cluster:SiloPort", "abc")]
    [InlineData("Orders:Hosting", "Cloud")]
    [InlineData("urls", "nonsense")]
    [InlineData("urls", "http://127.0.0.1:99999")]
    public void Start_SettingThatCannotWork_IsRefusedNamingIt(string key, string value)
    {
        var (code, said) = Start($"--Orders:DataDirectory={_folder.FullName}", "--Orders:Demo=false", "--urls=http://127.0.0.1:0", $"--{key}={value}");

        Assert.Equal(3, code);
        Assert.Contains(key, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Start_Help_DoesNotStart()
    {
        var (code, _) = Start($"--Orders:DataDirectory={_folder.FullName}", "--help");

        Assert.Equal(0, code);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private static (int Code, string Said) Start(params string[] arguments)
    {
        var program = typeof(Web.WebServer).Assembly;
        var before = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            var code = (int)program.EntryPoint!.Invoke(null, [(string[])[$"--applicationName={program.GetName().Name}", .. arguments]])!;
            return (code, error.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
