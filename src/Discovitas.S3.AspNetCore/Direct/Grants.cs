using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Grants direct uploads: the claims pass the same rules as an upload through the server, and are then fixed.</summary>
internal sealed class Grants(UploadGroup uploads, TokenSeal seal)
{
    /// <summary>The metadata under which a file carries its token, since an upload in one request has no other place that comes back.</summary>
    internal const string TicketName = "s3-upload-ticket";

    // What file systems allow. The name travels in the token, and that in headers and URLs.
    private const int MaxNameLength = 255;

    /// <summary>An upload in one request.</summary>
    internal async Task<DirectUpload> OneAsync(HttpContext http, Claims claims) =>
        await uploads.S3.Direct.CreateAsync(await AdmitAsync(http, claims, isInParts: false).ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false);

    /// <summary>A multipart upload, started.</summary>
    /// <returns>The token's text, which clients know as the upload's id, and what is in it.</returns>
    internal async Task<(string Text, UploadToken Token)> MultipartAsync(HttpContext http, Claims claims)
    {
        var request = await AdmitAsync(http, claims, isInParts: true).ConfigureAwait(false);
        var ticket = await uploads.S3.Direct.StartMultipartAsync(request, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var token = UploadToken.Of(ticket, claims.FileName, uploads.User(http));
            var text = seal.Seal(http, token, uploads.Options.DirectUploadLifetime);
            http.RequestAborted.ThrowIfCancellationRequested();
            return (text, token);
        }
        catch
        {
            await AbandonAsync(http, ticket).ConfigureAwait(false);
            throw;
        }
    }

    // Nobody will ever know its id. Never throws: the failure that led here is what counts.
    private async Task AbandonAsync(HttpContext http, DirectUploadTicket ticket)
    {
        try
        {
            await uploads.S3.Direct.AbortAsync(ticket, CancellationToken.None).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
        {
            Log.Of(http).FilesLeftBehind(failure, $"the multipart upload {ticket.UploadId} of {ticket.Key}");
        }
    }

    private async Task<DirectUploadRequest> AdmitAsync(HttpContext http, Claims claims, bool isInParts)
    {
        if (claims.FileName.Length is 0 or > MaxNameLength)
        {
            throw new RefusedException(ProblemTable.InvalidHeader, $"The file's name is {claims.FileName.Length} characters long; it must be 1 to {MaxNameLength}. Rename the file.")
            {
                Limit = $"{MaxNameLength} characters",
                Found = $"{claims.FileName.Length} characters",
            };
        }

        await uploads.AdmitAsync(new IncomingUpload(http, claims.FileName, claims.ContentType, claims.Size)).ConfigureAwait(false);
        return new DirectUploadRequest(claims.FileName, claims.ContentType)
        {
            Size = claims.Size,
            Folder = uploads.Folder(http),
            CacheControl = uploads.Options.CacheControl,
            KeepFileName = uploads.Options.KeepFileName,
            Limits = uploads.Limits,
            Lifetime = Lifetime(),
            Metadata = Marked(http, claims, isInParts),
        };
    }

    // What arrives when the mark has ended could never be verified.
    private TimeSpan Lifetime() =>
        uploads.Options.SignedUrlLifetime < uploads.Options.DirectUploadLifetime ? uploads.Options.SignedUrlLifetime : uploads.Options.DirectUploadLifetime;

    // What is allowed, and the mark. It is without its key: the store keeps it with the object, where only this grant can have put it.
    private Dictionary<string, string> Marked(HttpContext http, Claims claims, bool isInParts)
    {
        var mark = new UploadToken("", claims.ContentType, uploads.Options.MaxFileSize, claims.FileName) { Size = claims.Size, User = uploads.User(http), IsInParts = isInParts };
        return new Dictionary<string, string>(claims.Metadata.Where(entry => uploads.Metadata.Contains(entry.Key)), StringComparer.OrdinalIgnoreCase)
        {
            [TicketName] = seal.Seal(http, mark, uploads.Options.DirectUploadLifetime),
        };
    }
}
