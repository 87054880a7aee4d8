using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Discovitas.S3.AotApp;

/// <summary>Uploads in every way, and throws where anything is not as it should be.</summary>
internal sealed class Client(Uri app) : IDisposable
{
    private const int PartSize = 5 * 1024 * 1024;

    private readonly HttpClient _http = new() { BaseAddress = app };

    public async Task RunAsync()
    {
        await DoAsync("form", SendFormAsync, Picture.OfSize(20 * 1024 * 1024));
        await DoAsync("body", SendBodyAsync, Picture.OfSize(1000));
        await DoAsync("direct, one request", SendDirectAsync, Picture.OfSize(2000));
        await DoAsync("direct, parts", SendPartsAsync, Picture.OfSize(PartSize + 1));
        using var rejected = await _http.PutAsync(Local("/uploads/a.png"), Body("not a picture"u8.ToArray()));
        Require(
            rejected.StatusCode is HttpStatusCode.UnprocessableEntity,
            $"other bytes got the response {(int)rejected.StatusCode}");
        Console.WriteLine($"rejected: {(await JsonAsync(rejected)).GetProperty("code").GetString()}");
        Console.WriteLine($"health: {await _http.GetStringAsync(Local("/health"))}");
    }

    public void Dispose() => _http.Dispose();

    private async Task DoAsync(string way, Func<byte[], Task<JsonElement>> send, byte[] bytes)
    {
        var url = (await send(bytes)).GetProperty("url").GetString()!;
        var stored = await _http.GetByteArrayAsync(new Uri(url));
        Require(stored.AsSpan().SequenceEqual(bytes), $"{way}: other bytes are stored");
        Console.WriteLine($"{way}: {bytes.Length} bytes at {url}");
    }

    private async Task<JsonElement> SendFormAsync(byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { Body(bytes), "file", "a.png" } };
        using var response = await _http.PostAsync(Local("/uploads"), form);
        return (await JsonAsync(response))[0];
    }

    private async Task<JsonElement> SendBodyAsync(byte[] bytes)
    {
        using var response = await _http.PutAsync(Local("/uploads/a.png"), Body(bytes));
        return await JsonAsync(response);
    }

    private async Task<JsonElement> SendDirectAsync(byte[] bytes)
    {
        using var issued =
            await _http.GetAsync(Local($"/uploads/s3/params?filename=a.png&type=image%2Fpng&size={bytes.Length}"));
        var upload = await JsonAsync(issued);
        using var form = new MultipartFormDataContent();
        foreach (var field in upload.GetProperty("fields").EnumerateObject())
        {
            form.Add(new StringContent(field.Value.GetString()!), field.Name);
        }

        form.Add(Body(bytes), "file", "a.png");
        using var sent = await _http.PostAsync(new Uri(upload.GetProperty("url").GetString()!), form);
        sent.EnsureSuccessStatusCode();
        using var verified =
            await PostAsync("/uploads/s3/verify", $$"""{"key":"{{upload.GetProperty("key").GetString()}}"}""");
        return await JsonAsync(verified);
    }

    private async Task<JsonElement> SendPartsAsync(byte[] bytes)
    {
        using var created = await PostAsync(
            "/uploads/s3/multipart",
            $$"""{"filename":"a.png","type":"image/png","size":{{bytes.Length}},"metadata":{"name":"a.png"} }""");
        var upload = await JsonAsync(created);
        var (id, key) = (upload.GetProperty("uploadId").GetString(), upload.GetProperty("key").GetString());
        foreach (var (part, number) in bytes.Chunk(PartSize).Select((part, index) => (part, index + 1)))
        {
            using var signed = await _http.GetAsync(Local($"/uploads/s3/multipart/{id}/{number}?key={key}"));
            using var sent = await _http.PutAsync(
                new Uri((await JsonAsync(signed)).GetProperty("url").GetString()!), new ByteArrayContent(part));
            sent.EnsureSuccessStatusCode();
        }

        using var completed = await PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", "{}");
        return await JsonAsync(completed);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await _http.PostAsync(Local(path), body);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isExpected = response.IsSuccessStatusCode || text.Contains("urn:discovitas:s3:", StringComparison.Ordinal);
        Require(isExpected, $"{(int)response.StatusCode} {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static Uri Local(string path) => new(path, UriKind.Relative);

    private static ByteArrayContent Body(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
