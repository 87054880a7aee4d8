namespace Discovitas.S3.Tests;

public sealed class FileDownloadTests
{
    [Fact]
    public void Dispose_ClosesTheContent()
    {
        var content = new UnseekableStream([1]);

        Download(content).Dispose();

        content.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task DisposeAsync_ClosesTheContent()
    {
        var content = new UnseekableStream([1]);

        await Download(content).DisposeAsync();

        content.IsDisposed.Should().BeTrue();
    }

    // A test of an app can make one: all that is required can be set.
    private static FileDownload Download(Stream content) => new()
    {
        Offset = 0,
        Content = content,
        ContentType = "text/plain",
        Length = 1,
        Size = 1,
        ETag = "\"a\"",
        LastModified = DateTimeOffset.UnixEpoch,
    };
}
