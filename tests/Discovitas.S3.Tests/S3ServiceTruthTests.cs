using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Moq;
using static Discovitas.S3.Tests.S3ServiceUploadTests;
using static Discovitas.S3.Tests.Support.StoreMock;

namespace Discovitas.S3.Tests;

/// <summary>Where the client's own retries, a listener or a clean-up could make the verifier wrong.</summary>
public sealed class S3ServiceTruthTests
{
    private readonly StoreMock _store = new();
    private readonly FakeLogger<S3Service> _log = new();

    [Theory]
    [InlineData(null)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task StoreAsync_StoredByAnAttemptWhoseAnswerWasLost_Succeeds_HoweverALaterAttemptEnds(HttpStatusCode? later)
    {
        _store.OnPut = async (request, token) =>
        {
            await SendAgainAndBreakAsync(request, token);
            throw (later is { } status ? Error(status, "RequestTimeout") : new IOException("cut"));
        };
        _store.OnHead = (_, _) => Task.FromResult(S3ServiceFailureTests.Head(Bytes(10)));

        (await _store.Service().StoreAsync(Request(Bytes(10)))).ETag.Should().Be("\"found\"");
    }

    [Fact]
    public async Task StoreAsync_CancelledAfterAnAttemptThatMayBeStored_RemovesIt()
    {
        using var caller = new CancellationTokenSource();
        _store.OnPut = async (request, token) =>
        {
            await SendAgainAndBreakAsync(request, token);
            await caller.CancelAsync();
            throw new TaskCanceledException("the client's own");
        };

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)), caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        _store.Calls.Should().EndWith("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseChecksumIsDifferent_FailsThoughTheStoreForgetsItLater()
    {
        _store.OnPut = async (request, token) =>
        {
            await ReadAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = "AAAAAA==" });
        };
        _store.OnHead = (_, _) => Task.FromResult(S3ServiceFailureTests.Head(10, null));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>().WithMessage("*checksum differs*");

        _store.Calls.Should().HaveCount(12).And.StartWith(["Put", "Delete", "Put", "Delete"]).And.EndWith("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionSaysYesWithAnErrorInside_LooksWhetherItIsThere()
    {
        _store.OnComplete = (_, _) => throw Error(HttpStatusCode.OK, "InternalError");
        var bytes = Bytes(2 * PartSize);
        _store.OnHead = (_, _) => Task.FromResult(S3ServiceFailureTests.Head(bytes));

        (await _store.Service().StoreAsync(Request(bytes))).ETag.Should().Be("\"found\"");
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsNotAnswered_RemovesTheUploadOfItsKey()
    {
        string? key = null;
        _store.OnCreate = (request, _) =>
        {
            key = request.Key;
            throw new IOException("reset");
        };
        _store.Mock.Setup(s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .Returns((ListMultipartUploadsRequest request, CancellationToken _) =>
            {
                request.Prefix.Should().Be(key);
                return Task.FromResult(FromStore(new ListMultipartUploadsResponse
                {
                    MultipartUploads = [new MultipartUpload { Key = key, UploadId = UploadId }, new MultipartUpload { Key = key + "x", UploadId = "other" }],
                }));
            });

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().StartWith("Create").And.EndWith(["Abort", "ListParts"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * PartSize)]
    public async Task StoreAsync_WhoseListenerThrows_IsStoredAllTheSame(int size)
    {
        var listener = new Mock<IProgress<UploadProgress>>();
        listener.Setup(progress => progress.Report(It.IsAny<UploadProgress>())).Throws(new InvalidOperationException("the window is gone"));

        var file = await _store.Service(logger: _log).StoreAsync(Request(Bytes(size)) with { Progress = listener.Object });

        file.Size.Should().Be(size);
        listener.Verify(progress => progress.Report(It.IsAny<UploadProgress>()), Times.Once);
        _log.Collector.GetSnapshot().Should().ContainSingle(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task StoreAsync_WhoseCleanUpIsRefused_KeepsTheFirstErrorAndLogsWhatIsLeft()
    {
        _store.Mock.Setup(s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.NotImplemented, "NotImplemented"));
        _store.Mock.Setup(s3 => s3.DeleteObjectAsync(It.IsAny<DeleteObjectRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.Forbidden, "AccessDenied"));
        var request = Request(Bytes(2 * PartSize)) with { Tags = new Dictionary<string, string> { ["kind"] = "test" } };

        var failure = await _store.Service(settings => settings.ServiceUrl = "https://s3.example.com", logger: _log)
            .Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NotImplemented");
        _log.Collector.GetSnapshot().Should().Contain(entry => entry.Level == LogLevel.Error && entry.Message.Contains(failure.Which.Key!));
    }

    [Fact]
    public async Task TheService_DoesNotFollowLaterChangesOfItsSettings()
    {
        var settings = new S3Settings { Bucket = "b", Region = "eu-west-1" };
        var service = new S3Service(_store.Mock.Object, Options.Create(settings));
        settings.KeyPrefix = "x y/../";
        settings.Bucket = "other";

        var file = await service.StoreAsync(Request(Bytes(1)));

        file.Key.Should().StartWith("uploads/");
        _store.Put!.BucketName.Should().Be("b");
        service.GetPublicUrl(file.Key).Should().Be(file.Url);
    }

    [Fact]
    public async Task OpenReadAsync_OfAsMuchAsThereIs_AsksForNoImpossibleRange()
    {
        GetObjectRequest? asked = null;
        _store.Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((GetObjectRequest request, CancellationToken _) => asked = request)
            .ReturnsAsync(new GetObjectResponse { ResponseStream = Stream.Null, HttpStatusCode = HttpStatusCode.PartialContent });

        await _store.Service().OpenReadAsync("uploads/0f8fad5b-d9cb-469f-a165-70867728950e", 2, long.MaxValue);

        asked!.ByteRange.FormattedByteRange.Should().Be("bytes=2-");
    }

    [Fact]
    public async Task DeleteManyAsync_WhosePageFails_TellsHowManyMayBeLeft()
    {
        _store.Mock.Setup(s3 => s3.DeleteObjectsAsync(It.IsAny<DeleteObjectsRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.ServiceUnavailable, "SlowDown"));

        var failure = await _store.Service().Invoking(s => s.DeleteAsync(["uploads/0f8fad5b-d9cb-469f-a165-70867728950e"])).Should().ThrowAsync<S3StoreException>();

        failure.Which.Message.Should().Contain("1 of 1 files");
        failure.Which.IsTransient.Should().BeTrue();
    }

    // As the client retries: all is sent, no answer comes, and it starts again from the beginning.
    private static async Task SendAgainAndBreakAsync(PutObjectRequest request, CancellationToken token)
    {
        await ReadAsync(request.InputStream, token);
        request.InputStream.Position = 0;
        await request.InputStream.ReadExactlyAsync(new byte[3], token);
    }
}
