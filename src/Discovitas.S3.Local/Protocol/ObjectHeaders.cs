namespace Discovitas.S3.Local.Protocol;

/// <summary>The headers that are stored with an object and returned with it.</summary>
internal static class ObjectHeaders
{
    private const string Metadata = "x-amz-meta-";
    private const string Encryption = "x-amz-server-side-encryption";
    private const string StorageClass = "x-amz-storage-class";
    private const int LargestMetadata = 2 * 1024;

    private static readonly string[] Kept =
    [
        "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires",
        StorageClass, Encryption, Encryption + "-aws-kms-key-id", Encryption + "-bucket-key-enabled",
    ];

    private static readonly string[] ForCaches = ["cache-control", "expires"];

    private static readonly string[] StorageClasses =
    [
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE",
        "GLACIER_IR",
    ];

    private static readonly string[] Unsupported =
    [
        Encryption + "-customer-", "x-amz-object-lock-", "x-amz-website-redirect-location", "x-amz-write-offset-bytes",
    ];

    internal static Dictionary<string, string> From(S3Request request)
    {
        RejectUnsupported(request);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in request.Headers.Keys.Select(name => name.ToLowerInvariant()))
        {
            var isMetadata = name.StartsWith(Metadata, StringComparison.Ordinal);
            if ((isMetadata || Kept.Contains(name))
                && Value(name, request.Headers[name].ToString()) is { } value
                && (isMetadata || value.Length > 0))
            {
                headers[name] = value;
            }
        }

        headers.TryAdd("content-type", "binary/octet-stream");
        CheckSize(headers);
        return headers;
    }

    internal static void WriteTo(IHeaderDictionary target, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            target[name] = name.StartsWith(Metadata, StringComparison.Ordinal) ? EncodedWord.ForHeader(value) : value;
        }
    }

    /// <summary>Writes the headers that also belong to a response without the object (RFC 9110, 304).</summary>
    internal static void WriteForCacheTo(IHeaderDictionary target, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var name in ForCaches.Where(headers.ContainsKey))
        {
            target[name] = headers[name];
        }
    }

    /// <summary>
    /// Writes the encryption headers, which the response to a write repeats. S3 has encrypted every object since 2023.
    /// </summary>
    internal static void WriteEncryptionTo(IHeaderDictionary target, IReadOnlyDictionary<string, string> headers)
    {
        target.TryAdd(Encryption, "AES256");
        foreach (var (name, value) in headers)
        {
            if (name.StartsWith(Encryption, StringComparison.Ordinal))
            {
                target[name] = value;
            }
        }
    }

    /// <summary>
    /// Returns whether a copy takes this header from its own request, never from its source: storage class and
    /// encryption.
    /// </summary>
    internal static bool BelongsToCopy(string name) =>
        name == StorageClass || name.StartsWith(Encryption, StringComparison.Ordinal);

    private static string? Value(string name, string value) => name switch
    {
        // aws-chunked describes how the body was sent, not the object.
        "content-encoding" => WithoutChunked(value),
        StorageClass => StorageClasses.Contains(value)
            ? value == "STANDARD" ? null : value
            : throw new S3Exception(S3Error.InvalidStorageClass, null, ("StorageClassRequested", value)),
        Encryption => value is "AES256" or "aws:kms" or "aws:kms:dsse"
            ? value
            : throw new S3Exception(
                S3Error.InvalidArgument, "The encryption method specified is not supported",
                ("ArgumentName", name), ("ArgumentValue", value)),
        _ => name.StartsWith(Metadata, StringComparison.Ordinal) ? EncodedWord.Decode(value) : value,
    };

    /// <summary>Removes aws-chunked from a list of codings, and changes nothing else in it.</summary>
    private static string WithoutChunked(string codings)
    {
        static bool IsChunked(string coding) =>
            coding.Trim().Equals("aws-chunked", StringComparison.OrdinalIgnoreCase);

        var list = codings.Split(',');
        return Array.Exists(list, IsChunked)
            ? string.Join(',', list.Where(coding => !IsChunked(coding))).Trim()
            : codings;
    }

    /// <summary>
    /// Throws for headers that change what is stored and are not supported. Ignoring them would store something else.
    /// </summary>
    private static void RejectUnsupported(S3Request request)
    {
        var rejected = request.Headers.Keys.FirstOrDefault(name =>
            Array.Exists(Unsupported, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        if (rejected is not null)
        {
            throw new S3Exception(S3Error.NotImplemented, null, ("Header", rejected));
        }
    }

    private static void CheckSize(Dictionary<string, string> headers)
    {
        var size = headers
            .Where(header => header.Key.StartsWith(Metadata, StringComparison.Ordinal))
            .Sum(header => Encoding.UTF8.GetByteCount(header.Key[Metadata.Length..] + header.Value));
        if (size > LargestMetadata)
        {
            throw new S3Exception(
                S3Error.MetadataTooLarge, null, ("Size", $"{size}"), ("MaxSizeAllowed", $"{LargestMetadata}"));
        }
    }
}
