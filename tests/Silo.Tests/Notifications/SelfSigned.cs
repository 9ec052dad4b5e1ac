using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orders.Tests.Storage;

namespace Orders.Tests.Notifications;

/// <summary>A certificate for 127.0.0.1 that nobody has signed, as files.</summary>
internal sealed class SelfSigned : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly X509Certificate2 _certificate;

    public SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(CertificatePath, _certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificatePath => Path.Combine(_directory.Path, "certificate.pem");

    public string KeyPath => Path.Combine(_directory.Path, "key.pem");

    /// <summary>While it lasts, this process takes this one certificate beside the good ones.</summary>
    public IDisposable Trusted() => new Trust(_certificate.Thumbprint);

    public void Dispose()
    {
        _certificate.Dispose();
        _directory.Dispose();
    }

    private sealed class Trust : IDisposable
    {
#pragma warning disable SYSLIB0014 // Mail clients are asked here and nowhere else whom to trust.
        public Trust(string thumbprint) => ServicePointManager.ServerCertificateValidationCallback =
            (_, shown, _, errors) => errors == SslPolicyErrors.None || shown?.GetCertHashString() == thumbprint;

        public void Dispose() => ServicePointManager.ServerCertificateValidationCallback = null;
#pragma warning restore SYSLIB0014
    }
}
