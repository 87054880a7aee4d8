using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Direct;

/// <summary>
/// Signs a PUT of one part, or of a whole file for stores without POST policies; the size and the headers of a whole
/// file are signed too.
/// </summary>
internal sealed class PresignedPut(UrlSigner signer)
{
    /// <exception cref="UploadRejectedException">The request has no size, and nothing else can limit it.</exception>
    internal async Task<SignedRequest> SignAsync(DirectUploadPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Ticket.Size is not { } size)
        {
            throw new UploadRejectedException(
                UploadRejectionReason.LengthMismatch,
                "The size of the file is not given, and this store can limit only files of a known size. Give its " +
                "size in bytes.",
                "the exact size",
                "none");
        }

        var headers = new Dictionary<string, string>(plan.Headers.ToHeaders(), StringComparer.OrdinalIgnoreCase);
        var request = new GetPreSignedUrlRequest { Key = plan.PendingKey.Value, Verb = HttpVerb.PUT };
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        // Signed, but not returned: a browser sets this header itself, and does not let a script set it.
        request.Headers.ContentLength = size;
        var url = await signer.SignAsync(request, plan.Lifetime, cancellationToken).ConfigureAwait(false);
        return Put(url) with { Headers = headers };
    }

    internal async Task<SignedRequest> SignPartAsync(
        DirectUploadTicket ticket, int partNumber, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var request = new GetPreSignedUrlRequest
        {
            Key = ticket.Key,
            Verb = HttpVerb.PUT,
            UploadId = ticket.UploadId,
            PartNumber = partNumber,
        };
        var url = await signer.SignAsync(request, lifetime, cancellationToken).ConfigureAwait(false);
        return Put(url);
    }

    private static SignedRequest Put(TemporaryUrl url) => new()
    {
        Method = "PUT",
        Url = url.Url,
        ExpiresAt = url.ExpiresAt,
        MayExpireEarlier = url.MayExpireEarlier,
    };
}
