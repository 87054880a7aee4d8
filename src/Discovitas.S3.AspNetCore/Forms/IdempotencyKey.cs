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
        if (values.Count == 0)
        {
            return null;
        }

        if (values is not [{ Length: > 0 and <= MaxLength } value] || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ProblemException(
                ProblemTable.InvalidRequest,
                $"{Header} must be one value of 1 to {MaxLength} visible ASCII characters, for instance a UUID.");
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var text = $"{uploads.GetUser(http)}\n{http.Request.Method} {route}\n{value}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
