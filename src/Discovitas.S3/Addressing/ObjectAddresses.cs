using System.Runtime.CompilerServices;
using Amazon;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Addressing;

/// <summary>
/// Converts keys to URLs and back. Keys need no escaping (<see cref="ObjectKey"/>), so a URL is a base and the key.
/// </summary>
internal sealed class ObjectAddresses
{
    private readonly string _keyPrefix;
    private readonly string _pendingPrefix;
    private readonly string _publicBase;
    private readonly string _storeBase;
    private readonly string[] _bases;

    internal ObjectAddresses(S3Settings settings)
    {
        var storeBase = BucketUrl(settings) + "/";
        _storeBase = storeBase;
        _keyPrefix = settings.KeyPrefix;
        _pendingPrefix = settings.PendingPrefix;
        var browserBase = BrowserBucketUrl(settings) is { } url ? url + "/" : storeBase;
        _publicBase = settings.PublicBaseUrl is { } cdn ? cdn.TrimEnd('/') + "/" : browserBase;

        // If a proxy serves the files at the store's own host, one base may begin with the other; the longer one is
        // tried first.
        _bases = [.. new[] { _publicBase, storeBase, browserBase }.Distinct().OrderByDescending(start => start.Length)];
    }

    internal string PublicUrl(ObjectKey key) => _publicBase + key.Value;

    /// <summary>Returns the address of the file at the store itself.</summary>
    internal string StoreUrl(ObjectKey key) => _storeBase + key.Value;

    /// <summary>Returns the key, from the key itself or from a public or temporary URL of this service.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    internal ObjectKey KeyOf(
        string keyOrUrl, [CallerArgumentExpression(nameof(keyOrUrl))] string? parameter = null) =>
        Parse(keyOrUrl, takesVariants: false, parameter);

    /// <summary>Does the same for a file or one of its variants.</summary>
    /// <inheritdoc cref="KeyOf"/>
    internal ObjectKey FileOrVariant(
        string keyOrUrl, [CallerArgumentExpression(nameof(keyOrUrl))] string? parameter = null) =>
        Parse(keyOrUrl, takesVariants: true, parameter);

    private ObjectKey Parse(string keyOrUrl, bool takesVariants, string? parameter)
    {
        ArgumentNullException.ThrowIfNull(keyOrUrl, parameter);
        foreach (var text in _bases.Select(start => Without(start, keyOrUrl)).Append(keyOrUrl))
        {
            if (text is not null
                && (ObjectKey.TryParse(text, _keyPrefix, out var key)
                    || ObjectKey.TryParse(text, _pendingPrefix, out key)
                    || (takesVariants && ObjectKey.TryParseVariant(text, _keyPrefix, out key))))
            {
                return key;
            }
        }

        // The message does not repeat the input, which may be a signed URL and so a secret.
        throw new ArgumentException(
            $"This is neither a key nor a URL of this service. A key consists of '{_keyPrefix}', optional folders, a " +
            $"version 4 UUID and an extension; a URL consists of '{_publicBase}' and a key.",
            parameter);
    }

    /// <summary>Returns the key under which the file is kept, given that key or the pending one.</summary>
    internal ObjectKey KeptKey(ObjectKey key) => IsPending(key) ? key.Under(_keyPrefix, _pendingPrefix) : key;

    /// <summary>Returns the key under which the file waits, given that key or the one that is kept.</summary>
    internal ObjectKey PendingKey(ObjectKey key) => IsPending(key) ? key : key.Under(_pendingPrefix, _keyPrefix);

    /// <summary>
    /// Returns the start of the keys by which processes announce that they complete the upload of a file. No file can
    /// have such a key, since an extension has no dot and at most 16 characters.
    /// </summary>
    internal string TurnPrefix(ObjectKey key) => $"{_pendingPrefix}turns/{key.Uuid}.";

    /// <summary>
    /// Returns the key whose object says that the app has accepted a repeatable upload. No file can have such a key,
    /// since an extension has no hyphen.
    /// </summary>
    internal ObjectKey AcceptanceKey(ObjectKey key) =>
        ObjectKey.Unchecked($"{_pendingPrefix}accepted/{key.Uuid}.{key.Uuid}");

    /// <summary>
    /// Returns the start of the keys whose objects say which attempt has stored the file of a repeatable upload. No
    /// file can have such a key, since an extension has no dot.
    /// </summary>
    internal string RepeatPrefix(ObjectKey key) => $"{_pendingPrefix}repeats/{key.Shared.Uuid}.n.";

    /// <summary>Returns whether a key is one under which a file is kept.</summary>
    internal bool IsKept(string key) => ObjectKey.TryParse(key, _keyPrefix, out _);

    /// <summary>Returns whether a key is that of a variant of a file.</summary>
    internal bool IsVariant(string text, out ObjectKey key) =>
        ObjectKey.TryParseVariant(text, _keyPrefix, out key);

    /// <summary>
    /// Returns a new key for a copy that is inspected. No client has a signature for it, and no file can have such a
    /// key, since an extension has at most 16 characters.
    /// </summary>
    internal ObjectKey InspectionKey(ObjectKey key) =>
        ObjectKey.Unchecked($"{_pendingPrefix}inspection/{key.Uuid}.{Guid.NewGuid():N}");

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
    internal static string BucketUrl(S3Settings settings)
    {
        var bucket = settings.Bucket!;
        var store = StoreRoot(settings);
        return UsesPathStyle(settings)
            ? $"{store.GetLeftPart(UriPartial.Authority)}/{bucket}"
            : $"{store.Scheme}://{bucket}.{store.Authority}";
    }

    /// <summary>
    /// Returns the address at which browsers reach the bucket, or null if it is not another one than the app's.
    /// </summary>
    internal static string? BrowserBucketUrl(S3Settings settings)
    {
        if (settings.BrowserUrl is null)
        {
            return null;
        }

        var (url, bucket) = (new Uri(settings.BrowserUrl), settings.Bucket!);
        return settings.ForcePathStyle ?? true
            ? $"{url.GetLeftPart(UriPartial.Authority)}/{bucket}"
            : $"{url.Scheme}://{bucket}.{url.Authority}";
    }

    /// <summary>Returns the address of the store without a bucket.</summary>
    internal static Uri StoreRoot(S3Settings settings) => settings.ServiceUrl is { } url
        ? new Uri(url)
        : new Uri($"https://s3.{settings.Region}.{PartitionSuffix(settings.Region)}");

    /// <summary>
    /// Returns whether the bucket is in the path rather than in the host name. A TLS wildcard covers one label, so a
    /// bucket with dots cannot be in the host name.
    /// </summary>
    internal static bool UsesPathStyle(S3Settings settings) =>
        settings.ForcePathStyle
        ?? (settings.ServiceUrl is not null || settings.Bucket!.Contains('.', StringComparison.Ordinal));

    private static string PartitionSuffix(string? region) =>
        RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;

    // Neither prefix begins with the other.
    private bool IsPending(ObjectKey key) => key.Value.StartsWith(_pendingPrefix, StringComparison.Ordinal);

    private static string? Without(string start, string address) =>
        Normal(address) is var url && url.StartsWith(Normal(start), StringComparison.Ordinal)
            ? url[Normal(start).Length..].Split('?', 2)[0]
            : null;

    // Scheme and host may be in any case, and the scheme's own port may be given (RFC 3986, section 6.2); the rest is
    // kept as it is. Uri would ignore white space at both ends, and leave out what is no part of the authority.
    private static string Normal(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var end = start < 0 ? -1 : address.IndexOf('/', start + 3);
        return end > 0
            && !address.AsSpan(0, end).ContainsAnyInRange('\0', ' ')
            && Uri.TryCreate(address[..end], UriKind.Absolute, out var url)
            && url is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
            ? url.GetLeftPart(UriPartial.Authority) + address[end..]
            : address;
    }
}
