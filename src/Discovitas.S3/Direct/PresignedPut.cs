using System.Globalization;
using Discovitas.S3.Keys;
using Discovitas.S3.Signing;

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

        // Signed, but not returned: a browser sets this header itself, and does not let a script set it.
        var signed = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Length"] = size.ToString(CultureInfo.InvariantCulture),
        };
        var request = new UnsignedUrl("PUT", plan.PendingKey) { Headers = signed };
        var url = await signer.SignAsync(request, plan.Lifetime, cancellationToken).ConfigureAwait(false);
        return Put(url) with { Headers = headers };
    }

    internal async Task<SignedRequest> SignPartAsync(
        DirectUploadTicket ticket, int partNumber, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var request = new UnsignedUrl("PUT", ObjectKey.Unchecked(ticket.Key))
        {
            Part = (ticket.UploadId!, partNumber),
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
