namespace Discovitas.S3.Text;

/// <summary>An ETag in its one form.</summary>
internal static class EntityTag
{
    /// <summary>With its quotes (RFC 9110, section 8.8.3), which Ceph leaves out where it completes a multipart upload; empty if there is none.</summary>
    internal static string Quoted(string? etag) => etag switch
    {
        null or "" => "",
        _ when etag.StartsWith('"') || etag.StartsWith("W/", StringComparison.Ordinal) => etag,
        _ => $"\"{etag}\"",
    };
}
