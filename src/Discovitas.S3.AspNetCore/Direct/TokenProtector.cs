using System.Security.Cryptography;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Encrypts tokens with ASP.NET Core's data protection. Nobody else can read, create or change one. A token expires,
/// and is valid for its user and its group of routes only. Its text needs no escaping in URLs.
/// </summary>
internal sealed class TokenProtector(IDataProtectionProvider protection, UploadGroup uploads)
{
    private const string Purpose = "Discovitas.S3.DirectUpload.v1";

    internal string Protect(HttpContext http, UploadToken token, TimeSpan lifetime) =>
        WebEncoders.Base64UrlEncode(GetProtector(http).Protect(token.ToBytes(), lifetime));

    /// <summary>Returns the token if it belongs to the caller.</summary>
    /// <exception cref="ProblemException">
    /// It belongs to another user or group, has been changed, or has expired.
    /// </exception>
    internal UploadToken Unprotect(HttpContext http, string? text)
    {
        var token = UnprotectForAnyone(http, text);
        return string.Equals(token.User, uploads.GetUser(http), StringComparison.Ordinal) ? token : throw NotYours();
    }

    /// <summary>Returns the token, regardless of who presents it, as with a signed URL.</summary>
    /// <exception cref="ProblemException">It belongs to another group, has been changed, or has expired.</exception>
    internal UploadToken UnprotectForAnyone(HttpContext http, string? text)
    {
        try
        {
            return UploadToken.FromBytes(GetProtector(http).Unprotect(WebEncoders.Base64UrlDecode(text ?? "")));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            throw NotYours();
        }
    }

    // The message is the same for every reason, so that trying tokens reveals nothing.
    internal static ProblemException NotYours() => new(
        ProblemTable.NotYours,
        "This upload was started by somebody else, too long ago, or elsewhere. Start it again.");

    private ITimeLimitedDataProtector GetProtector(HttpContext http) =>
        protection.CreateProtector(Purpose, GetGroupPath(http)).ToTimeLimitedDataProtector();

    // The path before the direct upload routes: the same for all routes of a group, and different for every other
    // group. If the pattern of the group has parameters (a tenant, for instance), it differs for other values of them
    // as well. Routing ignores case, and so does this.
    private static string GetGroupPath(HttpContext http)
    {
        var path = (http.Request.Path.Value ?? "").ToLowerInvariant();
        return path[..Math.Max(0, path.LastIndexOf(DirectEndpoints.Root, StringComparison.Ordinal))];
    }
}
