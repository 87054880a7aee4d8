namespace Discovitas.S3.Text;

/// <summary>Brings ETags into one form.</summary>
internal static class EntityTag
{
    /// <summary>
    /// Returns the ETag in quotes (RFC 9110, section 8.8.3), which Ceph omits in its response to
    /// CompleteMultipartUpload, or an empty string for no ETag.
    /// </summary>
    internal static string Quoted(string? etag) => etag switch
    {
        null or "" => "",
        _ when etag.StartsWith('"') || etag.StartsWith("W/", StringComparison.Ordinal) => etag,
        _ => $"\"{etag}\"",
    };
}
