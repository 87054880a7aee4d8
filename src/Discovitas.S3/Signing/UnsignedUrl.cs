using Discovitas.S3.Keys;

namespace Discovitas.S3.Signing;

/// <summary>Describes a request that a client is to send with a signed URL.</summary>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Key">The object.</param>
internal sealed record UnsignedUrl(string Method, ObjectKey Key)
{
    /// <summary>Gets the multipart upload that the request sends a part of.</summary>
    internal (string UploadId, int Number)? Part { get; init; }

    /// <summary>Gets the <c>Content-Disposition</c> of the response; null for the one that is stored.</summary>
    internal string? Disposition { get; init; }

    /// <summary>Gets the headers that the client has to send, except <c>Host</c>.</summary>
    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(0);
}
