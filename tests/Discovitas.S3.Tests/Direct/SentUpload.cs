using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.Tests.Direct;

/// <summary>A file that a client has sent to the store itself.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="SendAgainAsync">Sends other bytes in the same way.</param>
internal sealed record SentUpload(DirectUploadTicket Ticket, Func<byte[], Task> SendAgainAsync)
{
    private static readonly HttpClient Http = new();

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

        await SendAsync(signed, TestSupport.TestBytes.Bytes(size));
        return new SentUpload(ticket, bytes => SendAsync(signed, bytes));
    }

    private static async Task SendAsync(SignedRequest signed, byte[] bytes)
    {
        using var request = new HttpRequestMessage(new HttpMethod(signed.Method), signed.Url)
        {
            Content = signed.Method == "POST"
                ? BrowserForm.Create(signed.Fields, bytes)
                : new ByteArrayContent(bytes),
        };
        foreach (var (name, value) in signed.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value)
                || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }
}
