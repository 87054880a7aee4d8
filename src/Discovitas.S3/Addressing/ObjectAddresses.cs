using Amazon;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Addressing;

/// <summary>
/// Where a key can be read, and which key an address means. Keys need no escaping (<see cref="ObjectKey"/>), so an address is a base and
/// the key behind it.
/// </summary>
internal sealed class ObjectAddresses
{
    private readonly string _keyPrefix;
    private readonly string _publicBase;
    private readonly string[] _bases;

    internal ObjectAddresses(S3Settings settings)
    {
        var storeBase = StoreBase(settings) + "/";
        _keyPrefix = settings.KeyPrefix;
        _publicBase = settings.PublicBaseUrl is { } cdn ? cdn.TrimEnd('/') + "/" : storeBase;

        // One may begin with the other, where a proxy serves the files at the store's own host: the longer one says more.
        _bases = [.. new[] { _publicBase, storeBase }.OrderByDescending(start => start.Length)];
    }

    internal string PublicUrl(ObjectKey key) => _publicBase + key.Value;

    /// <summary>The key, given as it is or in a URL that this service gave out, public or temporary.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    internal ObjectKey KeyOf(string keyOrUrl, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(keyOrUrl))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(keyOrUrl, parameter);
        foreach (var text in _bases.Select(start => Without(start, keyOrUrl)).Append(keyOrUrl))
        {
            if (text is not null && ObjectKey.TryParse(text, _keyPrefix, out var key))
            {
                return key;
            }
        }

        // The input is not repeated: it may be a signed URL, which is a secret.
        throw new ArgumentException($"This is neither a key nor a URL that this service gave out. A key is '{_keyPrefix}', folders if any, a version 4 UUID and an extension; a URL is '{_publicBase}' and a key.", parameter);
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
    private static string StoreBase(S3Settings settings)
    {
        var bucket = settings.Bucket!;
        var store = settings.ServiceUrl is { } url
            ? new Uri(url)
            : new Uri($"https://s3.{settings.Region}.{RegionEndpoint.GetBySystemName(settings.Region).PartitionDnsSuffix}");
        return UsesPathStyle(settings)
            ? $"{store.GetLeftPart(UriPartial.Authority)}/{bucket}"
            : $"{store.Scheme}://{bucket}.{store.Authority}";
    }

    /// <summary>Whether the bucket stands in the path. A TLS wildcard covers one label, so a dotted bucket cannot be a host name.</summary>
    internal static bool UsesPathStyle(S3Settings settings) =>
        settings.ForcePathStyle ?? (settings.ServiceUrl is not null || settings.Bucket!.Contains('.', StringComparison.Ordinal));

    private static string? Without(string start, string address) =>
        address.StartsWith(start, StringComparison.Ordinal) ? address[start.Length..].Split('?', 2)[0] : null;
}
