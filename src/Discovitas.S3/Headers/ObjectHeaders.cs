using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>
/// What is stored beside the bytes: described once, in one list of names and values, and applied to every kind of
/// write, so that a file is the same however it was uploaded. Values are checked when it is created, so that none can
/// break out of its header.
/// </summary>
internal sealed class ObjectHeaders
{
    private const int MaxCacheControlLength = 1024;

    // All metadata together, or a name of 255 characters of which each is encoded as nine.
    private const int MaxRestoredLength = 4096;

    private const string Encryption = "x-amz-server-side-encryption";
    private const string KmsKey = "x-amz-server-side-encryption-aws-kms-key-id";

    // As on the wire: the headers first, then the metadata with its prefix.
    private readonly List<KeyValuePair<string, string>> _lines = [];

    private ObjectHeaders(string contentType, IReadOnlyList<KeyValuePair<string, string>> tags, S3Settings settings)
    {
        ContentType = contentType;
        Add("Content-Type", contentType);
        Add(Encryption, settings.ServerSideEncryption);
        Add(KmsKey, settings.KmsKeyId);
        Tags = tags;
    }

    private ObjectHeaders(FileUploadRequest request, MediaType type, S3Settings settings)
    {
        if (request.CacheControl is { } cacheControl)
        {
            HeaderText.RequirePlain("CacheControl", cacheControl, MaxCacheControlLength);
        }

        ContentType = type.Value;
        Add("Content-Type", type.Value);
        Add("Cache-Control", request.CacheControl);
        Add("Content-Disposition", ContentDisposition.Create(request, type));
        Add(Encryption, settings.ServerSideEncryption);
        Add(KmsKey, settings.KmsKeyId);
        _lines.AddRange(UserMetadata.Encode(request.Metadata)
            .Select(entry => KeyValuePair.Create(UserMetadata.Prefix + entry.Key, entry.Value)));
        Tags = ObjectTags.Check(request.Tags);
    }

    private ObjectHeaders(List<KeyValuePair<string, string>> lines, string contentType)
    {
        _lines = lines;
        ContentType = contentType;
        Tags = [];
    }

    internal string ContentType { get; }

    internal IReadOnlyList<KeyValuePair<string, string>> Tags { get; }

    /// <exception cref="UploadRejectedException">A value is not allowed in its header.</exception>
    internal static ObjectHeaders Create(FileUploadRequest request, MediaType type, S3Settings settings) =>
        new(request, type, settings);

    /// <summary>
    /// Creates the headers of a copy from what <see cref="ToRestore"/> returned: it may have left this process in a
    /// ticket, so that the values are checked again.
    /// </summary>
    /// <exception cref="UploadRejectedException">A value is not allowed in its header.</exception>
    internal static ObjectHeaders Restore(
        string contentType,
        IEnumerable<KeyValuePair<string, string>> headers,
        IReadOnlyDictionary<string, string>? tags,
        S3Settings settings)
    {
        var restored = new ObjectHeaders(contentType, ObjectTags.Check(tags), settings);
        foreach (var (name, value) in headers)
        {
            HeaderText.RequirePlain(name, value, MaxRestoredLength);
            restored.Add(name, value);
        }

        return restored;
    }

    /// <summary>
    /// Returns what a stored object has of what this library sets: it may have more if a client wrote it.
    /// </summary>
    internal static IEnumerable<KeyValuePair<string, string>> Read(GetObjectMetadataResponse stored) =>
        stored.Metadata.Keys.Select(name => KeyValuePair.Create(name, stored.Metadata[name]))
            .Append(KeyValuePair.Create("Cache-Control", stored.Headers.CacheControl))
            .Append(KeyValuePair.Create("Content-Disposition", stored.Headers.ContentDisposition))
            .Where(header => !string.IsNullOrEmpty(header.Value));

    /// <summary>Returns the same headers for an object that is not to have the tags yet.</summary>
    internal ObjectHeaders WithoutTags() => new(_lines, ContentType);

    /// <summary>Returns what a copy of the object keeps, besides its content type and its encryption.</summary>
    internal IReadOnlyDictionary<string, string> ToRestore() =>
        _lines.Where(line => line.Key is not ("Content-Type" or Encryption or KmsKey)).ToDictionary();

    internal void ApplyTo(CopyObjectRequest request)
    {
        ApplyTo(request.Headers, request.Metadata);
        request.MetadataDirective = S3MetadataDirective.REPLACE;
        request.ServerSideEncryptionMethod = Method();
        request.ServerSideEncryptionKeyManagementServiceKeyId = Find(KmsKey);
    }

    internal void ApplyTo(PutObjectRequest request)
    {
        ApplyTo(request.Headers, request.Metadata);
        request.TagSet = ObjectTags.ToTagSet(Tags);
        request.ServerSideEncryptionMethod = Method();
        request.ServerSideEncryptionKeyManagementServiceKeyId = Find(KmsKey);
    }

    internal void ApplyTo(InitiateMultipartUploadRequest request)
    {
        ApplyTo(request.Headers, request.Metadata);
        request.TagSet = ObjectTags.ToTagSet(Tags);
        request.ServerSideEncryptionMethod = Method();
        request.ServerSideEncryptionKeyManagementServiceKeyId = Find(KmsKey);
    }

    /// <summary>Returns the headers of a PutObject that a client sends itself.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> ToHeaders() =>
        Tags.Count == 0 ? _lines : [.. _lines, new("x-amz-tagging", ObjectTags.ToQuery(Tags))];

    /// <summary>Returns the fields of a form that a client sends itself (S3 operation "POST Object").</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> ToFields() =>
        Tags.Count == 0 ? _lines : [.. _lines, new("tagging", ObjectTags.ToXml(Tags))];

    private void Add(string name, string? value)
    {
        if (value is not null)
        {
            _lines.Add(new(name, value));
        }
    }

    private string? Find(string name) => _lines.Find(line => line.Key == name).Value;

    private ServerSideEncryptionMethod? Method() =>
        Find(Encryption) is { } method ? new ServerSideEncryptionMethod(method) : null;

    // The SDK has properties of its own for the encryption.
    private void ApplyTo(HeadersCollection headers, MetadataCollection metadata)
    {
        foreach (var (name, value) in _lines)
        {
            if (name.StartsWith(UserMetadata.Prefix, StringComparison.Ordinal))
            {
                metadata[name] = value;
            }
            else if (name is not (Encryption or KmsKey))
            {
                headers[name] = value;
            }
        }
    }
}
