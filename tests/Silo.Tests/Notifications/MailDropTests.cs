using Microsoft.Extensions.Options;
using Orders.Hosting;
using Orders.Notifications;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Notifications;

[Trait("Database", "Sqlite")]
public sealed class MailDropTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly MailDrop _drop;

    public MailDropTests() => _drop = new MailDrop(Options.Create(new OrdersOptions { DataDirectory = _directory.Path }));

    private string Folder => Path.Combine(_directory.Path, "mail");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Send_AMail_OneFileWithBothForms()
    {
        var mail = SampleMail.Make();
        await _drop.Send(mail, CancellationToken.None);

        var file = Assert.Single(Directory.GetFiles(Folder));
        Assert.Equal($"20260301-123045-{mail.MessageId[..16]}.eml", Path.GetFileName(file));
        var text = await File.ReadAllTextAsync(file);
        Assert.All(
            ["multipart/alternative", "text/plain", "text/html", $"<{mail.MessageId}>", "ada@example.com", "quoted-printable"],
            part => Assert.Contains(part, text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("\nBcc:", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Send_TheSameAgain_TakesThePlaceOfTheFirst()
    {
        await _drop.Send(SampleMail.Make(), CancellationToken.None);
        await _drop.Send(SampleMail.Make(), CancellationToken.None);
        await _drop.Send(SampleMail.Make(key: "abc:2"), CancellationToken.None);

        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task Send_ManyAtOnce_AFileEachAndNothingHalfWritten()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _drop.Send(SampleMail.Make(key: $"k:{i}"), CancellationToken.None)));

        Assert.Equal(100, Directory.GetFiles(Folder, "*.eml").Length);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Folder, ".new")));
    }

    [Fact]
    public async Task Send_AfterACrashInBetween_TheRestOfItIsNoHindrance()
    {
        var mail = SampleMail.Make();
        var own = Directory.CreateDirectory(Path.Combine(Folder, ".new", mail.MessageId[..16]));
        await File.WriteAllTextAsync(Path.Combine(own.FullName, "0.eml"), "half a m");

        await _drop.Send(mail, CancellationToken.None);

        Assert.Contains("multipart/alternative", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Folder))), StringComparison.Ordinal);
    }
}
