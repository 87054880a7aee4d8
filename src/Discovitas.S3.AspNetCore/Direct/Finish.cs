using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Ends direct uploads: what has arrived is checked against what was granted, and the app is told.</summary>
internal sealed class Finish(UploadGroup uploads, TokenSeal seal)
{
    /// <summary>Completes a multipart upload.</summary>
    internal async Task<StoredFile> MultipartAsync(HttpContext http, UploadToken token, IReadOnlyCollection<UploadedPart>? parts)
    {
        var file = await uploads.S3.Direct.CompleteAsync(token.Ticket(), parts, http.RequestAborted).ConfigureAwait(false);
        await uploads.CompleteAsync(new CompletedUpload(http, file, token.FileName)).ConfigureAwait(false);
        return file;
    }

    /// <summary>
    /// Checks an upload that was one request: its protocol does not tell the server of its end, the client's page does. Of a multipart upload,
    /// which was checked when it was completed, it only tells.
    /// </summary>
    internal async Task VerifyAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.VerifyBody).ConfigureAwait(false);
        var (stored, mark) = await OwnAsync(http, body.Key ?? "").ConfigureAwait(false);
        var ticket = new DirectUploadTicket
        {
            Key = stored.Key,
            ContentType = IsSame(stored.ContentType, mark.ContentType) ? stored.ContentType : mark.ContentType,
            MaxSize = mark.MaxSize,
            Size = mark.Size,
            ChecksBytes = uploads.Options.AllowedContentTypes.Count > 0 || uploads.Settings.AllowedContentTypes.Count > 0,
        };
        var file = await uploads.S3.Direct.CompleteAsync(ticket, parts: null, http.RequestAborted).ConfigureAwait(false);

        if (!mark.IsInParts)
        {
            await uploads.CompleteAsync(new CompletedUpload(http, file, mark.FileName)).ConfigureAwait(false);
        }

        await http.Response.WriteAsJsonAsync(UploadAnswer.Of(file, mark.FileName), UploadJson.Default.UploadAnswer, null, http.RequestAborted).ConfigureAwait(false);
    }

    // The mark has the type as it was claimed, the store in the one form that the core gives to it.
    private static bool IsSame(string stored, string claimed) =>
        MediaTypeHeaderValue.TryParse(stored, out var one) && MediaTypeHeaderValue.TryParse(claimed, out var other)
        && one.MediaType.Equals(other.MediaType, StringComparison.OrdinalIgnoreCase);

    // The object itself tells whose it is: its mark was part of what was granted.
    private async Task<(StoredFileMetadata Stored, UploadToken Mark)> OwnAsync(HttpContext http, string key)
    {
        try
        {
            var stored = await uploads.S3.GetMetadataAsync(key, http.RequestAborted).ConfigureAwait(false);
            return stored is not null && stored.Key == key && stored.Metadata.TryGetValue(Grants.TicketName, out var text)
                ? (stored, seal.Open(http, text))
                : throw TokenSeal.NotYours();
        }
        catch (ArgumentException)
        {
            throw new RefusedException(ProblemTable.InvalidRequest, "The key is not one that this service gave out.");
        }
    }
}
