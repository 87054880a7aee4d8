using System.Security.Cryptography;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Seals tokens by ASP.NET Core's data protection: nobody can read, make or change one, it ends by itself, and it holds for its user and its
/// group of routes alone. The text has no character that a URL would escape.
/// </summary>
internal sealed class TokenSeal(IDataProtectionProvider protection, UploadGroup uploads)
{
    private const string Purpose = "Discovitas.S3.DirectUpload.v1";

    internal string Seal(HttpContext http, UploadToken token, TimeSpan lifetime) =>
        WebEncoders.Base64UrlEncode(Protector(http).Protect(token.ToBytes(), lifetime));

    /// <summary>The token, if it is the caller's.</summary>
    /// <exception cref="RefusedException">It is somebody else's or another group's, was changed, or has ended.</exception>
    internal UploadToken Open(HttpContext http, string? text)
    {
        var token = OpenOfAnyone(http, text);
        return string.Equals(token.User, uploads.User(http), StringComparison.Ordinal) ? token : throw NotYours();
    }

    /// <summary>The token, for whoever holds it, as with a signed URL.</summary>
    /// <inheritdoc cref="Open"/>
    internal UploadToken OpenOfAnyone(HttpContext http, string? text)
    {
        try
        {
            return UploadToken.FromBytes(Protector(http).Unprotect(WebEncoders.Base64UrlDecode(text ?? "")));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw NotYours();
        }
    }

    // One answer for every way to be wrong, so that nothing can be found out by trying.
    internal static RefusedException NotYours() =>
        new(ProblemTable.NotYours, "This upload was started by somebody else, or too long ago, or not here. Start it again.");

    private ITimeLimitedDataProtector Protector(HttpContext http) => protection.CreateProtector(Purpose, Group(http)).ToTimeLimitedDataProtector();

    // The path up to where the direct uploads begin: the same for all of a group's routes and no other's, and, where the group's own pattern
    // has parameters (a tenant, say), for their values alone. Routing takes it in any case.
    private static string Group(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        return path[..Math.Max(0, path.LastIndexOf(DirectEndpoints.Root, StringComparison.OrdinalIgnoreCase))];
    }
}
