using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Completes direct uploads: verifies that the stored file is what was allowed, and reports it to the app.
/// </summary>
internal sealed class UploadCompletion(UploadGroup uploads, TokenProtector tokens)
{
    /// <summary>Completes a multipart upload.</summary>
    internal async Task<StoredFile> CompleteAsync(
        HttpContext http, UploadToken token, IReadOnlyCollection<UploadedPart>? parts)
    {
        var ticket = token.ToTicket();
        var file = await uploads.S3.Direct.CompleteAsync(ticket, parts, http.RequestAborted).ConfigureAwait(false);
        await ReportAsync(http, file, token.FileName).ConfigureAwait(false);
        return file;
    }

    /// <summary>
    /// Verifies an upload in one request, since only the client's page knows when it has ended. For a multipart upload,
    /// which was verified when it was completed, it responds the same without reporting the file again.
    /// </summary>
    internal async Task VerifyAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.VerifyRequest).ConfigureAwait(false);
        var (stored, token) = await GetOwnAsync(http, body.Key ?? "").ConfigureAwait(false);
        var ticket = new DirectUploadTicket
        {
            Key = stored.Key,
            ContentType = IsSameType(stored.ContentType, token.ContentType) ? stored.ContentType : token.ContentType,
            MaxSize = token.MaxSize,
            Size = token.Size,
            ChecksBytes = ChecksBytes,
        };
        var file = await uploads.S3.Direct.CompleteAsync(ticket, null, http.RequestAborted).ConfigureAwait(false);
        if (!token.IsMultipart)
        {
            await ReportAsync(http, file, token.FileName).ConfigureAwait(false);
        }

        var response = UploadResponse.From(file, token.FileName);
        var json = UploadJson.Default.UploadResponse;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    private bool ChecksBytes =>
        uploads.Options.AllowedContentTypes.Count > 0 || uploads.Settings.AllowedContentTypes.Count > 0;

    // The token has the type as the client wrote it, the store in the core's canonical form.
    private static bool IsSameType(string stored, string stated) =>
        MediaTypeHeaderValue.TryParse(stored, out var one)
        && MediaTypeHeaderValue.TryParse(stated, out var other)
        && one.MediaType.Equals(other.MediaType, StringComparison.OrdinalIgnoreCase);

    // The token that is stored with the object shows to whom it belongs.
    private async Task<(StoredFileMetadata Stored, UploadToken Token)> GetOwnAsync(HttpContext http, string key)
    {
        try
        {
            var stored = await uploads.S3.GetMetadataAsync(key, http.RequestAborted).ConfigureAwait(false);
            return stored is not null && stored.Key == key
                && stored.Metadata.TryGetValue(TicketIssuer.TokenName, out var text)
                    ? (stored, tokens.Unprotect(http, text))
                    : throw TokenProtector.NotYours();
        }
        catch (ArgumentException)
        {
            throw new ProblemException(ProblemTable.InvalidRequest, "The key is not one that this service created.");
        }
    }

    // If the app fails, the file is deleted. If the client disconnects meanwhile, it is not: the app may know the file
    // from an earlier request, and the client can ask again.
    private async Task ReportAsync(HttpContext http, StoredFile file, string fileName)
    {
        if (uploads.Options.AfterUpload is not { } after)
        {
            return;
        }

        try
        {
            var upload = new CompletedUpload { HttpContext = http, File = file, FileName = fileName };
            await after(upload, http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception failure)
            when (!(failure is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            await uploads.RemoveAsync(http, [file.Key]).ConfigureAwait(false);
            throw;
        }
    }
}
