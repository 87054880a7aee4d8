using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Issues tickets for direct uploads. A requested upload passes the same rules as one through the server, and what has
/// passed cannot be changed afterwards.
/// </summary>
internal sealed class TicketIssuer(UploadGroup uploads, TokenProtector tokens, UploadPlaces places)
{
    /// <summary>
    /// The name of the metadata in which a file carries its token: an upload in one request has no other place to store
    /// it.
    /// </summary>
    internal const string TokenName = "s3-upload-token";

    private const string TokenHeader = $"x-amz-meta-{TokenName}";

    // The limit of file systems. The name is part of the token, which is part of headers and URLs.
    private const int MaxNameLength = 255;

    /// <summary>Issues a ticket for an upload in one request.</summary>
    /// <exception cref="ProblemException">The app rejects the file, or too many uploads are unfinished.</exception>
    internal async Task<DirectUpload> IssueAsync(HttpContext http, RequestedUpload requested)
    {
        var request = await CreateRequestAsync(http, requested, isMultipart: false).ConfigureAwait(false);
        return await places.StartAsync(http, request.SignedUrlLifetime, async () =>
        {
            var upload = await uploads.S3.Direct.CreateAsync(request, http.RequestAborted).ConfigureAwait(false);
            return (upload.Ticket, upload);
        }).ConfigureAwait(false);
    }

    /// <summary>Returns the token that an upload in one request carries.</summary>
    internal static string? GetTokenOf(DirectUpload upload) => upload.Ticket.Headers.GetValueOrDefault(TokenHeader);

    /// <summary>Starts a multipart upload and issues its ticket.</summary>
    /// <returns>The token as text, which clients know as the upload's id, and its content.</returns>
    /// <exception cref="ProblemException">The app rejects the file, or too many uploads are unfinished.</exception>
    internal async Task<(string Text, UploadToken Token)> IssueMultipartAsync(
        HttpContext http, RequestedUpload requested)
    {
        var request = await CreateRequestAsync(http, requested, isMultipart: true).ConfigureAwait(false);
        return await places
            .StartAsync(http, uploads.Options.DirectUploadLifetime, () => StartAsync(http, requested, request))
            .ConfigureAwait(false);
    }

    private async Task<(DirectUploadTicket Ticket, (string Text, UploadToken Token) Started)> StartAsync(
        HttpContext http, RequestedUpload requested, DirectUploadRequest request)
    {
        var ticket = await uploads.S3.Direct.StartMultipartAsync(request, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var token = UploadToken.From(ticket, requested.FileName, uploads.GetUser(http));
            var text = tokens.Protect(http, token, uploads.Options.DirectUploadLifetime);
            http.RequestAborted.ThrowIfCancellationRequested();
            return (ticket, (text, token));
        }
        catch
        {
            await AbortAsync(http, ticket).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns the ticket of a multipart upload.</summary>
    internal DirectUploadTicket GetTicket(UploadToken token) =>
        token.ToTicket() with
        {
            Tags = uploads.Requests.Tags,
            FolderQuota = uploads.Options.FolderQuota,
            Images = uploads.Options.Images,
        };

    /// <summary>
    /// Returns the ticket of an upload in one request as it was issued. The values of the metadata are those of the
    /// object, whose names the token states: they were signed.
    /// </summary>
    internal DirectUploadTicket GetTicket(HttpContext http, UploadToken token, string key, StoredFileMetadata stored)
    {
        var upload = new IncomingUpload
        {
            HttpContext = http,
            FileName = token.FileName,
            ContentType = token.ContentType,
            Size = token.Size,
        };
        var metadata = stored.Metadata
            .Where(entry => entry.Key == TokenName || token.MetadataNames.Contains(entry.Key))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return uploads.S3.Direct.GetTicket(key, uploads.Requests.CreateDirect(upload, metadata));
    }

    // The client will never get the id. Never throws, so that the failure itself reaches the caller.
    private async Task AbortAsync(HttpContext http, DirectUploadTicket ticket)
    {
        try
        {
            await uploads.S3.Direct.AbortAsync(ticket, CancellationToken.None).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
        {
            Log.Get(http).FilesLeftBehind(failure, $"the multipart upload {ticket.UploadId} of {ticket.Key}");
        }
    }

    private async Task<DirectUploadRequest> CreateRequestAsync(
        HttpContext http, RequestedUpload requested, bool isMultipart)
    {
        RequireShortName(requested.FileName);
        var upload = new IncomingUpload
        {
            HttpContext = http,
            FileName = requested.FileName,
            ContentType = requested.ContentType,
            Size = requested.Size,
        };
        await uploads.RequireAcceptedAsync(upload).ConfigureAwait(false);
        var metadata = GetAllowedMetadata(requested);
        metadata[TokenName] = CreateToken(http, requested, metadata.Keys, isMultipart);
        return uploads.Requests.CreateDirect(upload, metadata);
    }

    private static void RequireShortName(string fileName)
    {
        if (fileName.Length is 0 or > MaxNameLength)
        {
            var rule = $"It must have 1 to {MaxNameLength}: rename the file.";
            var detail = $"The file's name has {fileName.Length} characters. {rule}";
            throw new ProblemException(ProblemTable.InvalidHeader, detail)
            {
                Limit = $"{MaxNameLength} characters",
                Found = $"{fileName.Length} characters",
            };
        }
    }

    private Dictionary<string, string> GetAllowedMetadata(RequestedUpload requested) => new(
        requested.Metadata.Where(entry => uploads.AllowedMetadata.Contains(entry.Key)),
        StringComparer.OrdinalIgnoreCase);

    // The token has no key, which is not known yet. The store keeps the token with its object, and only the signed
    // request can have put it there.
    private string CreateToken(
        HttpContext http, RequestedUpload requested, IEnumerable<string> metadataNames, bool isMultipart)
    {
        var token = new UploadToken("", requested.ContentType, uploads.MaxFileSize, requested.FileName)
        {
            Size = requested.Size,
            User = uploads.GetUser(http),
            IsMultipart = isMultipart,
            MetadataNames = [.. metadataNames.Select(name => name.ToLowerInvariant())],
        };
        return tokens.Protect(http, token, uploads.Options.DirectUploadLifetime);
    }
}
