using System.Security.Cryptography.X509Certificates;

namespace Discovitas.S3.Tool.Serve;

/// <summary>Finds the certificate that <c>dotnet dev-certs https</c> made for this user.</summary>
internal static class DevelopmentCertificate
{
    // Marks it; its value is the version of the certificate's form.
    // https://github.com/dotnet/aspnetcore/blob/main/src/Shared/CertificateGeneration/CertificateManager.cs
    private const string Marker = "1.3.6.1.4.1.311.84.1.1";

    /// <summary>Returns the newest valid certificate, or null.</summary>
    internal static X509Certificate2? Find(DateTimeOffset now)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates
            .Where(certificate => certificate.HasPrivateKey
                && certificate.NotBefore <= now.LocalDateTime && now.LocalDateTime <= certificate.NotAfter
                && certificate.Extensions.Any(extension => extension.Oid?.Value == Marker))
            .OrderByDescending(Version)
            .ThenByDescending(certificate => certificate.NotAfter)
            .FirstOrDefault();
    }

    private static byte Version(X509Certificate2 certificate) =>
        certificate.Extensions.First(extension => extension.Oid?.Value == Marker).RawData.FirstOrDefault();
}
