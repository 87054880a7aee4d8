using System.Net;

namespace Discovitas.S3.ContractTests.Support;

/// <summary>Sends what was granted as a browser does, or a little otherwise.</summary>
internal static class Browser
{
    private static readonly HttpClient Http = new();

    /// <summary>The form, in the order of its fields, the file last; or the PUT with its headers.</summary>
    internal static Task<HttpResponseMessage> SendAsync(DirectUpload upload, byte[] bytes) =>
        upload.Method == "POST" ? PostAsync(upload, upload.Fields, bytes) : PutAsync(upload, upload.Headers, bytes);

    internal static async Task<HttpResponseMessage> PostAsync(DirectUpload upload, IEnumerable<KeyValuePair<string, string>> fields, byte[] bytes)
    {
        using var form = new MultipartFormDataContent("----boundary" + Guid.NewGuid().ToString("N"));
        foreach (var (name, value) in fields)
        {
            var field = new StringContent(value);
            field.Headers.ContentType = null;
            form.Add(field, $"\"{name}\"");
        }

        form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new("application/octet-stream") } }, "\"file\"", "\"anything.bin\"");

        // A browser quotes no boundary.
        form.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value =
            form.Headers.ContentType.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        return await Http.PostAsync(new Uri(upload.Url), form);
    }

    internal static async Task<HttpResponseMessage> PutAsync(DirectUpload upload, IEnumerable<KeyValuePair<string, string>> headers, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, upload.Url) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in headers)
        {
            (request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value)).Should().BeTrue();
        }

        return await Http.SendAsync(request);
    }

    /// <returns>The ETag that a browser would report.</returns>
    internal static async Task<UploadedPart> SendPartAsync(S3Service service, DirectUploadTicket ticket, int number, byte[] bytes)
    {
        using var answer = await SendAsync(await service.Direct.SignPartAsync(ticket, number), bytes);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return new UploadedPart { Number = number, ETag = answer.Headers.ETag!.Tag.Trim('"') };
    }
}
