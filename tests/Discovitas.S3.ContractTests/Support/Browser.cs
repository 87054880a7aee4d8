using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.ContractTests.Support;

/// <summary>Sends what was signed for a client as a browser does, or a little otherwise.</summary>
internal static class Browser
{
    private static readonly HttpClient Http = new();

    /// <summary>Sends the form, in the order of its fields, the file last; or the PUT with its headers.</summary>
    internal static Task<HttpResponseMessage> SendAsync(SignedRequest signed, byte[] bytes) => signed.Method == "POST"
        ? PostAsync(signed.Url, signed.Fields, bytes)
        : PutAsync(signed, signed.Headers, bytes);

    internal static Task<HttpResponseMessage> SendAsync(DirectUpload upload, byte[] bytes) =>
        SendAsync(upload.Request, bytes);

    internal static async Task<HttpResponseMessage> PostAsync(
        string url, IEnumerable<KeyValuePair<string, string>> fields, byte[]? bytes)
    {
        using var form = BrowserForm.Create(fields, bytes);
        return await Http.PostAsync(new Uri(url), form);
    }

    internal static async Task<HttpResponseMessage> PutAsync(
        SignedRequest signed, IEnumerable<KeyValuePair<string, string>> headers, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, signed.Url)
        {
            Content = new ByteArrayContent(bytes),
        };
        foreach (var (name, value) in headers)
        {
            var isAdded = request.Headers.TryAddWithoutValidation(name, value)
                || request.Content.Headers.TryAddWithoutValidation(name, value);
            isAdded.Should().BeTrue();
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Sends a part and returns it with the ETag that a browser would report.</summary>
    internal static async Task<UploadedPart> SendPartAsync(
        S3Service service, DirectUploadTicket ticket, int number, byte[] bytes)
    {
        using var answer = await SendAsync(await service.Direct.SignPartAsync(ticket, number), bytes);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return new UploadedPart { Number = number, ETag = answer.Headers.ETag!.Tag.Trim('"') };
    }
}
