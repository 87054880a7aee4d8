using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport;
using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>The app reaches the store at one address, and browsers through a proxy at another name and port.</summary>
public sealed class BrowserUrlTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignedRequests_ThroughTheProxy_Work(bool forms)
    {
        LoopbackRelay? relay = null;
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Settings = settings =>
            {
                relay = new LoopbackRelay(
                    new Uri(settings.ServiceUrl!).Port, (up, down, token) => up.CopyToAsync(down, token));
                settings.BrowserUrl = $"http://localhost:{relay.Port}";
                settings.SupportsPostPolicy = forms;
            },
        });
        using var disposing = relay;
        using var http = new HttpClient();
        var (one, bytes) = (site.S3.Direct, TestBytes.Bytes(100));
        var request = new DirectUploadRequest("a.png", "image/png") { Size = bytes.Length };

        var upload = await one.CreateAsync(request);
        using var content = Content(upload.Request, bytes);
        using var sent = await (upload.Request.Method == "POST"
            ? http.PostAsync(new Uri(upload.Request.Url), content)
            : http.PutAsync(new Uri(upload.Request.Url), content));
        var file = await one.CompleteAsync(upload.Ticket);
        var parts = await one.StartMultipartAsync(request);
        var part = await one.SignPartAsync(parts, 1);
        using var partSent = await http.PutAsync(new Uri(part.Url), new ByteArrayContent(bytes));
        await one.CompleteAsync(parts);
        var temporary = await site.S3.GetTemporaryUrlAsync(file.Key, TimeSpan.FromMinutes(5), "b.png");

        sent.IsSuccessStatusCode.Should().BeTrue();
        partSent.IsSuccessStatusCode.Should().BeTrue();
        TestBytes.SameBytes(await http.GetByteArrayAsync(new Uri(temporary.Url)), bytes);
        new[] { upload.Request.Url, part.Url, temporary.Url, file.Url }
            .Should().OnlyContain(url => new Uri(url).Port == relay!.Port);
    }

    private static HttpContent Content(SignedRequest request, byte[] bytes)
    {
        if (request.Method == "POST")
        {
            return BrowserForm.Create(request.Fields, bytes);
        }

        var content = new ByteArrayContent(bytes);
        foreach (var (name, value) in request.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }

        return content;
    }
}
