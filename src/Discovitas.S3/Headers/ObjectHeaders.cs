using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>
/// What is stored beside the bytes, described once and applied to either kind of write, so that a file is the same whether it went up
/// in one request or in parts. Checked when built: nothing here can break out of its header.
/// </summary>
internal sealed class ObjectHeaders
{
    private const int MaxCacheControlLength = 1024;

    private readonly string? _cacheControl;
    private readonly string? _contentDisposition;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _tags;
    private readonly S3Settings _settings;

    private ObjectHeaders(FileUploadRequest request, MediaType type, S3Settings settings)
    {
        if (request.CacheControl is { } cacheControl)
        {
            HeaderText.RequirePlain("CacheControl", cacheControl, MaxCacheControlLength);
        }

        ContentType = type.Value;
        _cacheControl = request.CacheControl;
        _contentDisposition = ContentDisposition.For(request, type);
        _metadata = UserMetadata.Encode(request.Metadata);
        _tags = ObjectTags.Check(request.Tags);
        _settings = settings;
    }

    internal string ContentType { get; }

    /// <exception cref="UploadRejectedException">Something is not fit for a header.</exception>
    internal static ObjectHeaders For(FileUploadRequest request, MediaType type, S3Settings settings) => new(request, type, settings);

    internal void ApplyTo(PutObjectRequest request)
    {
        ApplyTo(request.Headers, request.Metadata);
        request.TagSet = Tags();
        request.ServerSideEncryptionMethod = Encryption();
        request.ServerSideEncryptionKeyManagementServiceKeyId = _settings.KmsKeyId;
    }

    internal void ApplyTo(InitiateMultipartUploadRequest request)
    {
        ApplyTo(request.Headers, request.Metadata);
        request.TagSet = Tags();
        request.ServerSideEncryptionMethod = Encryption();
        request.ServerSideEncryptionKeyManagementServiceKeyId = _settings.KmsKeyId;
    }

    /// <summary>The tags, or null for none.</summary>
    internal List<Tag>? Tags() => _tags.Count == 0 ? null : _tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value }).ToList();

    /// <summary>The same as they stand in a request, for a client that sends it itself, as headers or as fields of a form.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Lines()
    {
        var lines = new (string Name, string? Value)[]
        {
            ("Content-Type", ContentType),
            ("Cache-Control", _cacheControl),
            ("Content-Disposition", _contentDisposition),
            ("x-amz-server-side-encryption", _settings.ServerSideEncryption),
            ("x-amz-server-side-encryption-aws-kms-key-id", _settings.KmsKeyId),
        };
        return lines.Where(line => line.Value is not null).Select(line => KeyValuePair.Create(line.Name, line.Value!))
            .Concat(_metadata.Select(entry => KeyValuePair.Create(UserMetadata.Prefix + entry.Key, entry.Value)));
    }

    private void ApplyTo(HeadersCollection headers, MetadataCollection metadata)
    {
        headers.ContentType = ContentType;
        if (_cacheControl is not null)
        {
            headers.CacheControl = _cacheControl;
        }

        if (_contentDisposition is not null)
        {
            headers.ContentDisposition = _contentDisposition;
        }

        foreach (var (name, value) in _metadata)
        {
            metadata[name] = value;
        }
    }

    private ServerSideEncryptionMethod? Encryption() => _settings.ServerSideEncryption is { } method ? new ServerSideEncryptionMethod(method) : null;
}
