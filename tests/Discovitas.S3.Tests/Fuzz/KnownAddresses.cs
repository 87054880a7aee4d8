using Discovitas.S3.Addressing;

namespace Discovitas.S3.Tests.Fuzz;

/// <summary>A service on one kind of store, and the two ways it writes the address of a key.</summary>
internal sealed class KnownAddresses
{
    private readonly S3Service _service;
    private readonly string _storeBase;

    private KnownAddresses(string label, string prefix, Action<S3Settings> change)
    {
        var settings = ValidSettings.With(change);
        (settings.AccessKeyId, settings.SecretAccessKey, settings.KeyPrefix) = ("AKIDEXAMPLE", "secret", prefix);
        (Label, Prefix, Addresses) = (label, prefix, new ObjectAddresses(settings));
        _service = new S3Service(S3ClientFactory.Create(settings), Options.Create(settings));
        var key = prefix + Guid.NewGuid();
        _storeBase = SignedUrl(key, downloadName: null).Split(key)[0];
    }

    internal static KnownAddresses[] All { get; } =
    [
        new("Amazon", "uploads/", _ => { }),
        new("Amazon, short prefix", "f/", _ => { }),
        new("dotted bucket", "a/b/", settings => settings.Bucket = "files.example.com"),
        new(
            "China, path style",
            "uploads/",
            settings => (settings.Region, settings.ForcePathStyle) = ("cn-north-1", true)),
        new("CDN", "uploads/", settings => settings.PublicBaseUrl = "https://cdn.example.com"),
        new("CDN with a path", "p/", settings => settings.PublicBaseUrl = "https://CDN.Example.com/Files//"),
        new(
            "CDN with an escaped path",
            "..a/",
            settings => settings.PublicBaseUrl = "https://cdn.example.com/a%20b;c=d/e%2Ff"),
        new("store", "uploads/", settings => settings.ServiceUrl = "http://localhost:9000"),
        new(
            "store by host name",
            "uploads/",
            settings => (settings.ServiceUrl, settings.ForcePathStyle) = ("HTTPS://S3.Example.COM:8443/", false)),
        new(
            "store, CDN at the same host",
            "uploads/",
            settings => settings.ServiceUrl = settings.PublicBaseUrl = "https://s3.example.com"),
        new(
            "store, CDN below the bucket",
            "uploads/",
            settings =>
            {
                settings.ServiceUrl = "https://s3.example.com";
                settings.PublicBaseUrl = "https://s3.example.com/my-bucket/cdn";
            }),
    ];

    internal string Label { get; }

    internal string Prefix { get; }

    internal ObjectAddresses Addresses { get; }

    /// <summary>Where the SDK reads the key.</summary>
    internal string StoreUrl(string key) => _storeBase + key;

    internal string PublicUrl(string key) => _service.GetPublicUrl(key);

    // Keys and clock are local: nothing here waits.
    internal string SignedUrl(string key, string? downloadName) =>
        _service.GetTemporaryUrlAsync(key, TimeSpan.FromHours(1), downloadName).GetAwaiter().GetResult().Url;

    public override string ToString() => Label;
}
