namespace Discovitas.S3.Tests.Client;

/// <summary>
/// A response is read before the SDK reads it, so that its time is watched; a file's bytes are the app's to read.
/// </summary>
public sealed class WatchedResponseTests : IDisposable
{
    private const int MaxLength = 16 * MiB;

    private readonly UnseekableStream _body = new(Bytes(100_000));

    public void Dispose() => _body.Dispose();

    [Theory]
    [InlineData("GET", "/b/key", HttpStatusCode.OK, false)]
    [InlineData("GET", "/b/key?versionId=1", HttpStatusCode.PartialContent, false)]
    [InlineData("HEAD", "/b/key", HttpStatusCode.OK, false)]
    [InlineData("HEAD", "/b/key", HttpStatusCode.NotFound, false)]
    [InlineData("GET", "/b/key", HttpStatusCode.NotFound, true)]
    [InlineData("GET", "/b?list-type=2&prefix=a", HttpStatusCode.OK, true)]
    [InlineData("GET", "/b?uploads&prefix=a", HttpStatusCode.OK, true)]
    [InlineData("GET", "/b/key?uploadId=1", HttpStatusCode.OK, true)]
    [InlineData("PUT", "/b/key", HttpStatusCode.OK, true)]
    [InlineData("POST", "/b/key?uploadId=1", HttpStatusCode.OK, true)]
    public async Task ReadAsync_ReadsAllButFiles(string method, string path, HttpStatusCode status, bool isRead)
    {
        using var request = Request(method, path);
        using var response = Response(status, _body);

        await WatchedResponse.ReadAsync(request, response, CancellationToken.None);

        _body.IsDisposed.Should().Be(isRead);
        SameBytes(await response.Content.ReadAsByteArrayAsync(), Bytes(100_000));
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/xml");
    }

    [Fact]
    public async Task ReadAsync_OfAResponseWithoutABody_LeavesItAlone()
    {
        using var request = Request("PUT", "/b/key");
        using var response = Response(HttpStatusCode.OK, _body);
        response.Content.Headers.ContentLength = 0;

        await WatchedResponse.ReadAsync(request, response, CancellationToken.None);

        _body.IsDisposed.Should().BeFalse();
    }

    [Fact]
    public async Task ReadAsync_OfWhiteSpaceThatKeepsTheConnectionAlive_IsProgress()
    {
        var time = new PauselessTime();
        var terms = new CallTerms("key", TimeSpan.FromSeconds(30), TimeSpan.Zero);
        using var watch = new RequestWatch(terms, time, CancellationToken.None);
        RequestWatch.Current = watch;
        using var request = Request("POST", "/b/key?uploadId=1");
        using var response = Response(HttpStatusCode.OK, new UnseekableStream(new MemoryStream(Bytes(5)), perRead: 1)
        {
            OnRead = _ => time.Advance(TimeSpan.FromSeconds(29)),
        });

        await WatchedResponse.ReadAsync(request, response, watch.Token);

        time.Elapsed.Should().BeGreaterThan(TimeSpan.FromMinutes(2));
        watch.TimedOut.Should().BeFalse();
    }

    [Theory]
    [InlineData(MaxLength, true)]
    [InlineData(MaxLength + 1, false)]
    public async Task ReadAsync_OfAResponseThatIsTooLong_Fails(int length, bool isRead)
    {
        using var request = Request("PUT", "/b/key");
        using var response = Response(HttpStatusCode.OK, new MemoryStream(new byte[length]));

        var read = () => WatchedResponse.ReadAsync(request, response, CancellationToken.None);

        if (isRead)
        {
            await read.Should().NotThrowAsync();
            return;
        }

        await read.Should().ThrowAsync<HttpRequestException>().WithMessage("*too long*");
    }

    private static HttpRequestMessage Request(string method, string path) =>
        new(new HttpMethod(method), "https://s3.example.com" + path);

    private static HttpResponseMessage Response(HttpStatusCode status, Stream body)
    {
        var response = new HttpResponseMessage(status) { Content = new StreamContent(body) };
        response.Content.Headers.ContentType = new("application/xml");
        return response;
    }
}
