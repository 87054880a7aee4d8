using System.Net;
using System.Security.Cryptography.X509Certificates;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local;

/// <content>Where the server listens, and for whom.</content>
public sealed partial class LocalS3Options
{
    /// <summary>
    /// Gets the buckets that exist from the start, besides <see cref="Bucket"/>. Default: none. CreateBucket creates
    /// others.
    /// </summary>
    public IList<string> AdditionalBuckets { get; private set; } = [];

    /// <summary>
    /// Gets or sets the address that the server listens on. Default 127.0.0.1: only this machine can connect.
    /// </summary>
    /// <remarks>
    /// With any other address than 127.0.0.1 and ::1, other machines can connect: set <see cref="AccessKeyId"/> and
    /// <see cref="SecretAccessKey"/>, because everybody knows the defaults, and consider <see cref="PublicRead"/>. The
    /// server answers to any host name then. With 0.0.0.0 or ::, it listens on all addresses, and
    /// <see cref="LocalS3Server.ServiceUrl"/> is that of this machine.
    /// </remarks>
    public IPAddress BindAddress { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// Gets or sets the certificate for HTTPS, with its private key. Default <see langword="null"/>: HTTP. The server
    /// does not dispose it. With a certificate, the host in <see cref="LocalS3Server.ServiceUrl"/> is
    /// <c>localhost</c>, as in the development certificate of .NET.
    /// </summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Gets or sets what handles requests below <c>/_console</c>, which cannot be a bucket.</summary>
    internal RequestDelegate? Console { get; set; }

    internal bool IsOpen => !IPAddress.IsLoopback(BindAddress);

    private void CheckHosting()
    {
        ArgumentNullException.ThrowIfNull(BindAddress);
        if (Certificate is { HasPrivateKey: false })
        {
            throw new ArgumentException("LocalS3Options.Certificate has no private key, which HTTPS needs.");
        }

        AdditionalBuckets = [.. AdditionalBuckets];
        if (AdditionalBuckets.FirstOrDefault(name => !BucketStore.IsName(name)) is { } bucket)
        {
            throw new ArgumentException(
                $"LocalS3Options.AdditionalBuckets has '{bucket}', which is not a valid bucket name. " +
                "Use 3 to 63 lower-case letters, digits, hyphens and dots.");
        }
    }
}
