using Discovitas.S3.Problems;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Direct;

/// <summary>Ends direct uploads: what has arrived is checked against what was granted, and the app is told.</summary>
internal sealed class Finish(UploadGroup uploads, TokenSeal seal)
{
    /// <summary>Completes a multipart upload.</summary>
    internal Task<StoredFile> MultipartAsync(HttpContext http, UploadToken token, IReadOnlyCollection<UploadedPart>? parts) =>
        CompleteAsync(http, token, token.Ticket(), parts);

    /// <summary>Checks an upload that was one request. Its protocol does not tell the server of its end: the client's page does.</summary>
    internal async Task VerifyAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.VerifyBody).ConfigureAwait(false);
        var (token, contentType) = await OwnAsync(http, body.Key ?? "").ConfigureAwait(false);
        var ticket = new DirectUploadTicket(body.Key!, contentType, token.MaxSize)
        {
            Size = token.Size,
            ChecksBytes = uploads.Options.AllowedContentTypes.Count > 0 || uploads.Settings.AllowedContentTypes.Count > 0,
        };
        var file = await CompleteAsync(http, token, ticket, parts: null).ConfigureAwait(false);
        await http.Response.WriteAsJsonAsync(UploadAnswer.Of(file, token.FileName), UploadJson.Default.UploadAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    private async Task<StoredFile> CompleteAsync(HttpContext http, UploadToken token, DirectUploadTicket ticket, IReadOnlyCollection<UploadedPart>? parts)
    {
        var file = await uploads.S3.CompleteDirectUploadAsync(ticket, parts, http.RequestAborted).ConfigureAwait(false);
        await uploads.CompleteAsync(new CompletedUpload(http, file, token.FileName)).ConfigureAwait(false);
        return file;
    }

    // The object itself tells whose it is: its mark was part of what was granted.
    private async Task<(UploadToken Token, string ContentType)> OwnAsync(HttpContext http, string key)
    {
        try
        {
            var stored = await uploads.S3.GetMetadataAsync(key, http.RequestAborted).ConfigureAwait(false);
            return stored is not null && stored.Key == key && stored.Metadata.TryGetValue(Grants.TicketName, out var text)
                ? (seal.Open(http, text), stored.ContentType)
                : throw TokenSeal.NotYours();
        }
        catch (ArgumentException)
        {
            throw new RefusedException(ProblemTable.InvalidRequest, "The key is not one that this service gave out.");
        }
    }
}
