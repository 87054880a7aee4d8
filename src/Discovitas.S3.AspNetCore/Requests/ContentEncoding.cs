using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Requests;

/// <summary>
/// Rejects encoded bodies. Decoding could turn a small body into one of any size, and encoded bytes are not of the
/// content type that the request states.
/// </summary>
internal static class ContentEncoding
{
    /// <exception cref="ProblemException">The body is encoded.</exception>
    internal static void RequireNone(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            const string Detail =
                "The request has a Content-Encoding, which is not decoded. Send the bytes as they are.";
            throw new ProblemException(ProblemTable.UnsupportedMediaType, Detail) { Limit = "identity" };
        }
    }
}
