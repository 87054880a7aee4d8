using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.AspNetCore.Requests;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Ends direct uploads: the stored file is verified, and accepted by the app once; or the upload is aborted.
/// </summary>
internal sealed class UploadCompletion(
    UploadGroup uploads, TokenProtector tokens, TicketIssuer issuer, UploadPlaces places)
{
    /// <summary>Completes a multipart upload.</summary>
    internal Task<StoredFile> CompleteAsync(
        HttpContext http, UploadToken token, IReadOnlyCollection<UploadedPart>? parts) =>
        AcceptAsync(http, issuer.GetTicket(token), token.FileName, parts);

    /// <summary>Aborts a multipart upload.</summary>
    internal Task AbortAsync(HttpContext http, UploadToken token) => places.EndAsync(token.Key, async () =>
    {
        await uploads.S3.Direct.AbortAsync(token.ToTicket(), http.RequestAborted).ConfigureAwait(false);
        return true;
    });

    /// <summary>
    /// Verifies an upload in one request, since only the client's page knows when it has ended. For a multipart upload,
    /// which was verified when it was completed, it responds the same.
    /// </summary>
    internal async Task VerifyAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.VerifyRequest).ConfigureAwait(false);
        var (key, token, stored) = await GetOwnAsync(http, body).ConfigureAwait(false);
        RequireSame(body.Token, stored);
        var ticket = issuer.GetTicket(http, token, key, stored);
        var file = await AcceptAsync(http, ticket, token.FileName, parts: null).ConfigureAwait(false);

        // The key of a file that is kept is public. Whoever has no more than that must not learn the file's name.
        var isSender = token.User is not null
            || stored.Key != key
            || stored.Metadata.GetValueOrDefault(TicketIssuer.TokenName) == body.Token;
        var response = UploadResponse.From(file, isSender ? token.FileName : null);
        var json = UploadJson.Default.UploadResponse;
        await http.Response.WriteAsJsonAsync(response, json, null, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>
    /// Cancels an upload in one request: what was sent and is not kept is removed. Succeeds if nothing was sent. The
    /// upload still counts as unfinished, since its signed request can be sent until it expires.
    /// </summary>
    internal async Task CancelAsync(HttpContext http)
    {
        var body = await RequestJson.ReadAsync(http, UploadJson.Default.VerifyRequest).ConfigureAwait(false);
        var own = tokens.Unprotect(http, body.Token);
        var (kept, _) = uploads.GetKeys(body.Key ?? "");
        if (await FindAsync(http, body).ConfigureAwait(false) is { } stored)
        {
            RequireSame(body.Token, stored);
            var ticket = issuer.GetTicket(http, own, kept, stored);
            await uploads.S3.Direct.AbortAsync(ticket, http.RequestAborted).ConfigureAwait(false);
        }

        // As for a multipart upload, for clients that parse every response.
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{}", http.RequestAborted).ConfigureAwait(false);
    }

    private static void RequireSame(string? token, StoredFileMetadata stored)
    {
        if (token is not null && stored.Metadata.GetValueOrDefault(TicketIssuer.TokenName) != token)
        {
            throw TokenProtector.NotYours();
        }
    }

    private Task<StoredFile> AcceptAsync(
        HttpContext http, DirectUploadTicket ticket, string fileName, IReadOnlyCollection<UploadedPart>? parts) =>
        places.EndAsync(ticket.Key, () => CompleteAsync(http, ticket, fileName, parts));

    // The app's acceptance is not cancelled if the client disconnects: it may have happened already.
    private Task<StoredFile> CompleteAsync(
        HttpContext http, DirectUploadTicket ticket, string fileName, IReadOnlyCollection<UploadedPart>? parts)
    {
        if (uploads.Options.AfterUpload is not { } after)
        {
            return uploads.S3.Direct.CompleteAsync(ticket, parts, http.RequestAborted);
        }

        return uploads.S3.Direct.AcceptAsync(
            ticket,
            file =>
            {
                var upload = new CompletedUpload { HttpContext = http, File = file, FileName = fileName };
                return after(upload, CancellationToken.None).AsTask();
            },
            parts,
            http.RequestAborted);
    }

    // The token that is stored with the object shows to whom it belongs. Uppy 5 knows the pending key, with which the
    // file was sent. A file that is kept comes first: what was sent after it does not matter. It is looked for again
    // last, since another request may be keeping it.
    private async Task<(string Key, UploadToken Token, StoredFileMetadata Stored)> GetOwnAsync(
        HttpContext http, VerifyRequest body)
    {
        var stored = await FindAsync(http, body).ConfigureAwait(false);
        if (stored is null && body.Token is not null)
        {
            // Any token of the caller will do, since one for a single request holds no key. A stranger learns nothing
            // of the key.
            _ = tokens.Unprotect(http, body.Token);
            throw new UploadRejectedException(
                UploadRejectionReason.Incomplete,
                "No file was received. Send it, then verify the upload again.");
        }

        return stored?.Metadata.TryGetValue(TicketIssuer.TokenName, out var text) == true
            ? (uploads.GetKeys(stored.Key).Kept, tokens.Unprotect(http, text), stored)
            : throw TokenProtector.NotYours();
    }

    private async Task<StoredFileMetadata?> FindAsync(HttpContext http, VerifyRequest body)
    {
        try
        {
            var (kept, pending) = uploads.GetKeys(body.Key ?? "");
            var stored = await uploads.S3.GetMetadataAsync(kept, http.RequestAborted).ConfigureAwait(false)
                ?? await uploads.S3.GetMetadataAsync(pending, http.RequestAborted).ConfigureAwait(false)
                ?? await uploads.S3.GetMetadataAsync(kept, http.RequestAborted).ConfigureAwait(false);
            return stored is null || stored.Key == kept || stored.Key == pending
                ? stored
                : throw TokenProtector.NotYours();
        }
        catch (ArgumentException)
        {
            throw new ProblemException(ProblemTable.InvalidRequest, "The key is not one that this service created.");
        }
    }
}
