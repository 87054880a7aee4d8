using System.Text;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Protocol;

/// <summary>The headers that are kept with an object and come back with it, the same for every way of writing one.</summary>
internal static class ObjectHeaders
{
    private const string Metadata = "x-amz-meta-";
    private const string Encryption = "x-amz-server-side-encryption";
    private const string StorageClass = "x-amz-storage-class";
    private const int LargestMetadata = 2 * 1024;

    private static readonly string[] Kept =
    [
        "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires", StorageClass,
        Encryption, Encryption + "-aws-kms-key-id", Encryption + "-bucket-key-enabled",
    ];

    private static readonly string[] StorageClasses =
    [
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR",
    ];

    public static Dictionary<string, string> Of(S3Request request)
    {
        Refuse(request);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in request.Headers.Keys.Select(name => name.ToLowerInvariant()))
        {
            if ((Kept.Contains(name) || name.StartsWith(Metadata, StringComparison.Ordinal))
                && Value(name, request.Headers[name].ToString()) is { Length: > 0 } value)
            {
                headers[name] = value;
            }
        }

        headers.TryAdd("content-type", "binary/octet-stream");
        CheckSize(headers);
        return headers;
    }

    public static void WriteTo(HttpResponse response, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            response.Headers[name] = value;
        }
    }

    /// <summary>What the answer to a write repeats: how the object is encrypted.</summary>
    public static void WriteEncryptionTo(HttpResponse response, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith(Encryption, StringComparison.Ordinal)))
        {
            response.Headers[name] = value;
        }
    }

    /// <summary>Whether a copy takes this from its own request and never from its source: storage class and encryption.</summary>
    public static bool IsOfTheCopy(string name) => name == StorageClass || name.StartsWith(Encryption, StringComparison.Ordinal);

    private static string? Value(string name, string value) => name switch
    {
        // aws-chunked is how the body came, not what the object is
        "content-encoding" => string.Join(',', value
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(coding => coding != "aws-chunked")),
        StorageClass => StorageClasses.Contains(value)
            ? value == "STANDARD" ? null : value
            : throw new S3Exception(S3Error.InvalidStorageClass, null, ("StorageClassRequested", value)),
        Encryption => value is "AES256" or "aws:kms" or "aws:kms:dsse"
            ? value
            : throw new S3Exception(S3Error.InvalidArgument, "The encryption method specified is not supported",
                ("ArgumentName", name), ("ArgumentValue", value)),
        _ => value,
    };

    /// <summary>What would change what is stored, and cannot be done here, must not be passed over.</summary>
    private static void Refuse(S3Request request)
    {
        string[] unknown = [Encryption + "-customer-", "x-amz-object-lock-", "x-amz-website-redirect-location", "x-amz-write-offset-bytes"];
        var refused = request.Headers.Keys
            .FirstOrDefault(name => Array.Exists(unknown, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        if (refused is not null)
        {
            throw new S3Exception(S3Error.NotImplemented, null, ("Header", refused));
        }
    }

    private static void CheckSize(Dictionary<string, string> headers)
    {
        var size = headers
            .Where(header => header.Key.StartsWith(Metadata, StringComparison.Ordinal))
            .Sum(header => Encoding.UTF8.GetByteCount(header.Key) - Metadata.Length + Encoding.UTF8.GetByteCount(header.Value));
        if (size > LargestMetadata)
        {
            throw new S3Exception(S3Error.MetadataTooLarge, null, ("Size", $"{size}"), ("MaxSizeAllowed", $"{LargestMetadata}"));
        }
    }
}
