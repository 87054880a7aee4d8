using Amazon.S3;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Direct;
using Discovitas.S3.Housekeeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Setup;

namespace Discovitas.S3.Probes;

/// <summary>Contains what the looks of one diagnosis use, and what earlier ones have found for later ones.</summary>
internal sealed class ProbeContext(HousekeepingContext store, DiagnosisOptions options, ProbeHttp http)
{
    private ObjectKey? _file;

    internal S3Caller Caller => store.Caller;

    internal S3Settings Settings => store.Settings;

    internal ObjectAddresses Addresses => store.Addresses;

    internal UrlSigner Signer => store.Signer;

    internal DiagnosisOptions Options { get; } = options;

    internal ProbeHttp Http { get; } = http;

    internal TestFiles Files { get; } = new(store.Settings, store.Addresses);

    internal DateTimeOffset Now => Caller.Context.Time.GetUtcNow();

    /// <summary>Gets the key of the file that most looks use.</summary>
    internal ObjectKey File => _file ??= Files.Create();

    /// <summary>Gets or sets what the store answers to a request without a signature.</summary>
    internal HttpAnswer? Root { get; set; }

    /// <summary>Gets or sets what the credentials sign.</summary>
    internal TemporaryUrl? Signed { get; set; }

    /// <summary>Gets or sets why the first signed request has failed; null if it has not.</summary>
    internal S3StoreException? FirstFailure { get; set; }

    /// <summary>Gets or sets the CRC-32 that the store has returned for the file; null for none.</summary>
    internal string? EchoedCrc32 { get; set; }

    /// <summary>Gets or sets the ETag of the file.</summary>
    internal string? ETag { get; set; }

    /// <summary>Gets or sets the file that is encrypted as the settings ask; null for none.</summary>
    internal ObjectKey? Encrypted { get; set; }

    /// <summary>Gets or sets the upload in parts that is under way.</summary>
    internal (ObjectKey Key, string Id, string ETag)? Multipart { get; set; }

    /// <summary>Gets or sets the answer to the PUT that a browser would send.</summary>
    internal HttpAnswer? DirectPut { get; set; }

    /// <summary>Gets the documents that the bucket needs for what the options name.</summary>
    internal BucketSetup Setup { get; } = SetupDocuments.Create(
        store.Settings,
        new SetupOptions { Origins = options.Origin is { } origin ? [origin] : [], PublicUrls = true });

    /// <summary>Makes a call once, within the time for one request.</summary>
    /// <exception cref="S3StoreException">The store returned an error or no usable response.</exception>
    internal Task<T> AskAsync<T>(
        string? key, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var terms = new CallTerms(key, Options.RequestTimeout, TimeSpan.Zero) { Limit = Options.RequestTimeout };
        return Caller.RepeatAsync(terms, call, cancellationToken);
    }
}
