namespace Discovitas.S3.TestSupport.Http;

/// <summary>Sends bytes to a store as a client does.</summary>
public static class SignedSending
{
    private static readonly HttpClient Http = new();

    public static async Task SendAsync(this SignedRequest toSend, byte[] bytes)
    {
        using var request = new HttpRequestMessage(new HttpMethod(toSend.Method), toSend.Url)
        {
            Content = toSend.Method == "POST"
                ? BrowserForm.Create(toSend.Fields, bytes)
                : new ByteArrayContent(bytes),
        };
        foreach (var (name, value) in toSend.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value)
                || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }
}
