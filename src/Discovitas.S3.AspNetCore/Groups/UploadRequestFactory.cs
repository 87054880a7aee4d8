namespace Discovitas.S3.AspNetCore.Groups;

/// <summary>
/// Creates upload requests from the options of a group: the one place that says which option becomes which property,
/// for uploads through the server and direct ones.
/// </summary>
internal sealed class UploadRequestFactory(S3UploadOptions options)
{
    private readonly UploadLimits _limits = new()
    {
        MaxFileSize = options.MaxFileSize ?? UploadGroup.DefaultMaxFileSize,
        AllowedContentTypes = [.. options.AllowedContentTypes],
        AllowedExtensions = [.. options.AllowedExtensions],
    };


    // A file that is sent after its token has expired cannot be verified.
    private readonly TimeSpan _lifetime = options.SignedUrlLifetime < options.DirectUploadLifetime
        ? options.SignedUrlLifetime
        : options.DirectUploadLifetime;

    internal IReadOnlyDictionary<string, string> Tags { get; } =
        new Dictionary<string, string>(options.Tags, StringComparer.Ordinal);

    /// <summary>Creates the request for a file that is received by this server.</summary>
    internal FileUploadRequest Create(
        IncomingUpload upload, Stream content, IReadOnlyDictionary<string, string> metadata, string? idempotencyKey) =>
        new(upload.FileName, upload.ContentType, UploadContent.FromStream(content))
        {
            IdempotencyKey = idempotencyKey,
            AwaitsAcceptance = idempotencyKey is not null,
            Folder = GetFolder(upload.HttpContext),
            CacheControl = options.CacheControl,
            Disposition = options.Disposition,
            KeepFileName = options.KeepFileName,
            Metadata = metadata,
            Tags = Tags,
            Limits = _limits,
            FolderQuota = options.FolderQuota,
            Images = options.Images,
        };

    /// <summary>Creates the request for a file that the client sends to the store.</summary>
    internal DirectUploadRequest CreateDirect(
        IncomingUpload upload, IReadOnlyDictionary<string, string> metadata) =>
        new(upload.FileName, upload.ContentType)
        {
            Size = upload.Size,
            SignedUrlLifetime = _lifetime,
            Limits = _limits,
            Metadata = metadata,
            Tags = Tags,
            Folder = GetFolder(upload.HttpContext),
            CacheControl = options.CacheControl,
            Disposition = options.Disposition,
            KeepFileName = options.KeepFileName,
            FolderQuota = options.FolderQuota,
            Images = options.Images,
        };

    private string? GetFolder(HttpContext http) => options.Folder?.Invoke(http);
}
