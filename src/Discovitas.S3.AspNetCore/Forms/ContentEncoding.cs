using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>A body is taken as it comes: unpacked, a small one could become one of any size, and packed it would be of another type than it claims.</summary>
internal static class ContentEncoding
{
    /// <exception cref="RefusedException">The body is encoded.</exception>
    internal static void RequireNone(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(ProblemTable.UnsupportedMediaType, "The request has a Content-Encoding, which is not decoded. Send the bytes as they are.") { Limit = "identity" };
        }
    }
}
