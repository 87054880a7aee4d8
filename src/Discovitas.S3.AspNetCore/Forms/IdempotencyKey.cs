using System.Security.Cryptography;
using System.Text;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The <c>Idempotency-Key</c> of a request, for one user and one route: nobody meets the files of others by using the
/// same value.
/// </summary>
internal static class IdempotencyKey
{
    internal const string Header = "Idempotency-Key";
    internal const string ReplayedHeader = "Idempotent-Replayed";

    private const int MaxLength = 255;

    /// <summary>Returns what the keys of the request's files derive from, or null if it has no such header.</summary>
    /// <exception cref="ProblemException">The value is not allowed.</exception>
    internal static string? Read(HttpContext http, UploadGroup uploads)
    {
        var values = http.Request.Headers[Header];
        if (values.Count == 0 || !uploads.Options.AllowIdempotencyKey)
        {
            return null;
        }

        if (values is not [{ Length: > 0 and <= MaxLength } value] || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ProblemException(
                ProblemTable.InvalidRequest,
                $"{Header} must be one value of 1 to {MaxLength} visible ASCII characters, for instance a UUID.");
        }

        var text = $"{uploads.GetUser(http)}\n{http.Request.Method} {GetGroupPath(http)}\n{value}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // With the values of its parameters (a tenant, for instance), and without the name of a file that is the body.
    private static string GetGroupPath(HttpContext http)
    {
        var path = $"{http.Request.PathBase}{http.Request.Path}".ToLowerInvariant();
        return HttpMethods.IsPut(http.Request.Method) ? path[..path.LastIndexOf('/')] : path.TrimEnd('/');
    }
}
