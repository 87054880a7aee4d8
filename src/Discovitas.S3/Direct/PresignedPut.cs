using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Direct;

/// <summary>
/// Signs a PUT: of a whole file, whose size and headers are signed with it, for stores that know no POST policy; or of one part.
/// </summary>
internal sealed class PresignedPut(UrlSigner signer)
{
    /// <exception cref="UploadRejectedException">No size is claimed, and nothing else can bound it.</exception>
    internal async Task<DirectUpload> SignAsync(DirectUploadPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Ticket.Size is not { } size)
        {
            throw new UploadRejectedException(
                UploadRejectionReason.LengthMismatch,
                "The size of the file is not told, and this store can only be given a file of a size known before. Tell its size in bytes.",
                "the exact size",
                "none");
        }

        var headers = new Dictionary<string, string>(plan.Headers.Lines(), StringComparer.OrdinalIgnoreCase);
        var request = new GetPreSignedUrlRequest { Key = plan.Key.Value, Verb = HttpVerb.PUT };
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        // Signed, but not listed: a browser sets it itself, and refuses to be told.
        request.Headers.ContentLength = size;
        var url = await signer.SignAsync(request, plan.Lifetime, cancellationToken).ConfigureAwait(false);
        return new DirectUpload { Method = "PUT", Url = url.Url, ExpiresAt = url.ExpiresAt, Ticket = plan.Ticket, Headers = headers };
    }

    internal async Task<DirectUpload> SignPartAsync(DirectUploadTicket ticket, int partNumber, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var request = new GetPreSignedUrlRequest { Key = ticket.Key, Verb = HttpVerb.PUT, UploadId = ticket.UploadId, PartNumber = partNumber };
        var url = await signer.SignAsync(request, lifetime, cancellationToken).ConfigureAwait(false);
        return new DirectUpload { Method = "PUT", Url = url.Url, ExpiresAt = url.ExpiresAt, Ticket = ticket };
    }
}
