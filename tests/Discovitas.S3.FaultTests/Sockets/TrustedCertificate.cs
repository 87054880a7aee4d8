using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>
/// A certificate for this machine that this process alone trusts: its user store is in a folder of its own, since .NET
/// looks for the store below HOME, and the client under test is used as an app uses it.
/// </summary>
internal static class TrustedCertificate
{
    internal static X509Certificate2 Instance { get; } = LoopbackCertificate.Create();

    [ModuleInitializer]
    internal static void Trust()
    {
        var home = Directory.CreateTempSubdirectory("discovitas-home-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(home, recursive: true);
        Environment.SetEnvironmentVariable("HOME", home);
        using var store = new X509Store(StoreName.Root, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        using var known = X509CertificateLoader.LoadCertificate(Instance.Export(X509ContentType.Cert));
        store.Add(known);
    }
}
