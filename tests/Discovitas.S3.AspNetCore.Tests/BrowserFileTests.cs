using Amazon.S3;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using Moq;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>Files of Blazor's InputFile, as upload requests.</summary>
public sealed class BrowserFileTests
{
    private readonly Mock<IBrowserFile> _file = new();
    private readonly Mock<IAmazonS3> _client = new();

    public BrowserFileTests()
    {
        _file.Setup(file => file.Name).Returns("notes.txt");
        _file.Setup(file => file.Size).Returns(3);
    }

    [Theory]
    [InlineData("text/plain", "text/plain")]
    [InlineData("", "application/octet-stream")]
    [InlineData(null, "application/octet-stream")]
    public void ToUploadRequest_HasTheNameAndTheTypeThatTheBrowserStates(string? stated, string expected)
    {
        _file.Setup(file => file.ContentType).Returns(stated!);

        var request = _file.Object.ToUploadRequest();

        request.FileName.Should().Be("notes.txt");
        request.ContentType.Should().Be(expected);
        request.Limits!.MaxFileSize.Should().Be(100 * 1024 * 1024);
    }

    [Fact]
    public async Task ToUploadRequest_OfAFileThatIsTooLarge_IsRejectedBeforeItIsRead()
    {
        _file.Setup(file => file.Size).Returns(5001);
        var s3 = new S3Service(_client.Object, Options.Create(new S3Settings { Bucket = "b", Region = "eu-west-1" }));

        var upload = () => s3.UploadAsync(_file.Object.ToUploadRequest(maxFileSize: 5000));

        var rejection = (await upload.Should().ThrowAsync<UploadRejectedException>()).Which;
        rejection.Reason.Should().Be(UploadRejectionReason.TooLarge);
        rejection.Message.Should().Contain("5001").And.Contain("5000");
        _file.Verify(file => file.OpenReadStream(It.IsAny<long>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task ToUploadRequest_StoresTheBytes_BeyondBlazorsOwnLimit()
    {
        await using var server = await LocalS3Server.StartAsync();
        using var client = S3Client.Create(server.CreateSettings());
        var s3 = new S3Service(client, server.CreateSettings());
        var bytes = new byte[600_000];
        Random.Shared.NextBytes(bytes);
        using var content = new MemoryStream(bytes);
        _file.Setup(file => file.Size).Returns(bytes.Length);
        _file.Setup(file => file.OpenReadStream(bytes.Length, It.IsAny<CancellationToken>())).Returns(content);

        var stored = await s3.StoreAsync(_file.Object.ToUploadRequest());

        stored.Size.Should().Be(bytes.Length);
        await using var read = await s3.OpenReadAsync(stored.Key);
        using var copy = new MemoryStream();
        await read.Content.CopyToAsync(copy);
        copy.ToArray().Should().Equal(bytes);
        content.CanRead.Should().BeFalse("the browser's stream is closed");
    }

    [Fact]
    public void ToUploadRequest_WithoutALimit_Throws()
    {
        var convert = () => _file.Object.ToUploadRequest(maxFileSize: 0);

        convert.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("maxFileSize");
    }
}
