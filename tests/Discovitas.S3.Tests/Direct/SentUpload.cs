using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.Tests.Direct;

/// <summary>A file that a client has sent to the store itself.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="SendAgainAsync">Sends other bytes in the same way.</param>
internal sealed record SentUpload(DirectUploadTicket Ticket, Func<byte[], Task> SendAgainAsync)
{
    internal static Dictionary<string, string> Tags { get; } = new() { ["kind"] = "report" };

    internal static async Task<SentUpload> CreateAsync(S3Service service, UploadWay way, int size = 10)
    {
        var request = new DirectUploadRequest("a.txt", "text/plain")
        {
            Size = size,
            CacheControl = "max-age=60",
            Metadata = new Dictionary<string, string> { ["who"] = "x" },
            Tags = Tags,
        };
        DirectUploadTicket ticket;
        SignedRequest signed;
        if (way is UploadWay.Parts)
        {
            ticket = await service.Direct.StartMultipartAsync(request);
            signed = await service.Direct.SignPartAsync(ticket, 1);
        }
        else
        {
            var upload = await service.Direct.CreateAsync(request);
            (ticket, signed) = (upload.Ticket, upload.Request);
        }

        await signed.SendAsync(TestSupport.TestBytes.Bytes(size));
        return new SentUpload(ticket, signed.SendAsync);
    }
}
