namespace Discovitas.S3;

/// <summary>
/// Describes a variant of a file, for instance a smaller picture: an object beside the file, which is listed, deleted
/// and reconciled with it. The app makes it, so that neither inspectors nor filters nor rules for uploads look at it.
/// </summary>
/// <param name="Name">
/// The name: 1 to 64 letters, digits, <c>-</c> and <c>_</c> with an extension, for instance <c>thumb.webp</c>. The
/// variant of <c>uploads/{uuid}.jpg</c> is then <c>uploads/{uuid}/thumb.webp</c>.
/// </param>
/// <param name="ContentType">
/// The media type (RFC 9110, section 8.3.1), for instance <c>image/webp</c>. It is checked and stored as that of any
/// file: browsers save types that they would run.
/// </param>
/// <param name="Content">The bytes.</param>
/// <example>
/// <code>
/// var thumbnail = new FileVariantRequest("thumb.webp", "image/webp", bytes) { CacheControl = "max-age=31536000" };
/// </code>
/// </example>
public sealed record FileVariantRequest(string Name, string ContentType, UploadContent Content)
{
    /// <summary>Gets the <c>Cache-Control</c> header to store with the variant (RFC 9111, section 5.2).</summary>
    /// <value>The default is that of the file.</value>
    public string? CacheControl { get; init; }
}
