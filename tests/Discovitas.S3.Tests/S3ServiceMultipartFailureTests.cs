using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Moq;
using static Discovitas.S3.Tests.S3ServiceUploadTests;
using static Discovitas.S3.Tests.Support.StoreMock;

namespace Discovitas.S3.Tests;

/// <summary>A multipart upload ends complete, or with nothing of it left.</summary>
public sealed class S3ServiceMultipartFailureTests
{
    private readonly StoreMock _store = new();
    private readonly FakeLogger<S3Service> _log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public async Task StoreAsync_WhosePartFails_AbortsOnceAllPartsHaveEnded(int failing)
    {
        var onTheWay = 0;
        var atAbort = -1;
        var answer = _store.OnPart;
        _store.OnPart = async (request, token) =>
        {
            Interlocked.Increment(ref onTheWay);
            try
            {
                return request.PartNumber == failing ? throw Error(HttpStatusCode.Forbidden, "AccessDenied") : await answer(request, token);
            }
            finally
            {
                Interlocked.Decrement(ref onTheWay);
            }
        };
        var abort = _store.OnAbort;
        _store.OnAbort = (request, token) =>
        {
            atAbort = onTheWay;
            request.UploadId.Should().Be(UploadId);
            return abort(request, token);
        };

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(6 * PartSize)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("AccessDenied");
        atAbort.Should().Be(0);
        _store.Calls.Should().EndWith(["Abort", "ListParts"]).And.NotContain("Complete");
    }

    [Fact]
    public async Task StoreAsync_WhoseAbortFailsToo_KeepsTheFirstErrorAndLogsWhatIsLeft()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        _store.OnAbort = (_, _) => throw Error(HttpStatusCode.ServiceUnavailable, "SlowDown");

        var failure = await _store.Service(logger: _log).Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("AccessDenied");
        failure.Which.UnfinishedUploadId.Should().Be(UploadId);
        failure.Which.Message.Should().Contain(UploadId);
        _store.Calls.Where(call => call == "Abort").Should().HaveCountGreaterThan(5, "it may succeed later");
        _log.LatestRecord.Level.Should().Be(LogLevel.Error);
        _log.LatestRecord.Message.Should().Contain(UploadId).And.Contain(failure.Which.Key);
    }

    [Fact]
    public async Task StoreAsync_WhoseAbortLeavesAPart_AbortsAgain()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        var looks = 0;
        _store.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() => ++looks == 1
                ? Task.FromResult(FromStore(new ListPartsResponse { Parts = [new PartDetail { PartNumber = 1 }] }))
                : throw Error(HttpStatusCode.NotFound, "NoSuchUpload"));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Where(call => call == "Abort").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("BadDigest")]
    [InlineData("XAmzContentSHA256Mismatch")]
    [InlineData("IncompleteBody")]
    [InlineData(null)]
    public async Task StoreAsync_WhosePartArrivesDamaged_SendsItAgain(string? code)
    {
        var answer = _store.OnPart;
        var tries = 0;
        _store.OnPart = async (request, token) =>
        {
            var response = await answer(request, token);
            if (request.PartNumber == 2 && ++tries < 3)
            {
                return code is null ? FromStore(new UploadPartResponse()) : throw Error(HttpStatusCode.BadRequest, code);
            }

            return response;
        };
        var bytes = Bytes(2 * PartSize);

        await _store.Service().StoreAsync(Request(bytes));

        tries.Should().Be(3);
        SameBytes(_store.Bodies[2], bytes[PartSize..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoreAsync_WhoseCompletionWasDoneButNotAnswered_Succeeds(bool noSuchUpload)
    {
        var bytes = Bytes(2 * PartSize);
        _store.OnComplete = (_, _) => throw (noSuchUpload ? Error(HttpStatusCode.NotFound, "NoSuchUpload") : new IOException("reset"));
        _store.OnHead = (_, _) => Task.FromResult(S3ServiceFailureTests.Head(bytes));

        var file = await _store.Service().StoreAsync(Request(bytes));

        file.ETag.Should().Be("\"found\"");
        _store.Calls.Should().EndWith(["Complete", "Head"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionWasDoneButNotAnswered_Succeeds_HoweverTheNextIsRefused()
    {
        var bytes = Bytes(2 * PartSize);
        var tries = 0;
        _store.OnComplete = (_, _) => throw (++tries == 1 ? new IOException("reset") : Error(HttpStatusCode.Forbidden, "AccessDenied"));
        _store.OnHead = (_, _) => Task.FromResult(S3ServiceFailureTests.Head(bytes));

        (await _store.Service().StoreAsync(Request(bytes))).ETag.Should().Be("\"found\"");

        _store.Calls.Should().EndWith(["Complete", "Complete", "Head"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseETagComesWithoutQuotes_TellsItWithThem_AsAllOthersDo()
    {
        _store.OnComplete = (_, _) => Task.FromResult(FromStore(new CompleteMultipartUploadResponse { ETag = "abc-2" }));

        (await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)))).ETag.Should().Be("\"abc-2\"");
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionSaysYesToNothing_CompletesAgain()
    {
        var tries = 0;
        _store.OnComplete = (_, _) => Task.FromResult(FromStore(new CompleteMultipartUploadResponse { ETag = ++tries < 3 ? null : "\"e\"" }));

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        _store.Calls.Should().EndWith(["Complete", "Complete", "Complete"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionNeverSucceeds_FailsAndAborts()
    {
        _store.OnComplete = (_, _) => Task.FromResult(FromStore(new CompleteMultipartUploadResponse()));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>().WithMessage("*without an ETag*");

        _store.Calls.Should().EndWith(["Abort", "ListParts"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionIsRefused_FailsAndAborts()
    {
        _store.OnComplete = (_, _) => throw Error(HttpStatusCode.BadRequest, "InvalidPart");

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("InvalidPart");
        _store.Calls.Should().EndWith(["Complete", "Abort", "ListParts"]);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("https://ceph.example.com", 1)]
    public async Task StoreAsync_OfPartsWithTags_RepeatsThemWhereAStoreMayForget(string? serviceUrl, int times)
    {
        var request = Request(Bytes(2 * PartSize)) with { Tags = new Dictionary<string, string> { ["kind"] = "test" } };

        await _store.Service(settings => settings.ServiceUrl = serviceUrl).StoreAsync(request);

        _store.Mock.Verify(
            s3 => s3.PutObjectTaggingAsync(It.Is<PutObjectTaggingRequest>(tagging => tagging.Tagging.TagSet.Single().Key == "kind"), It.IsAny<CancellationToken>()),
            Times.Exactly(times));
    }

    [Fact]
    public async Task StoreAsync_WhoseTagsAreRefused_FailsAndRemovesTheObject()
    {
        _store.Mock.Setup(s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.NotImplemented, "NotImplemented"));
        var request = Request(Bytes(2 * PartSize)) with { Tags = new Dictionary<string, string> { ["kind"] = "test" } };

        var failure = await _store.Service(settings => settings.ServiceUrl = "https://s3.example.com").Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NotImplemented");
        failure.Which.IsTransient.Should().BeFalse();
        _store.Calls.Should().Contain("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationNamesNoUpload_Fails()
    {
        _store.OnCreate = (_, _) => Task.FromResult(FromStore(new InitiateMultipartUploadResponse()));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>().WithMessage("*no upload id*");

        _store.Calls.Should().OnlyContain(call => call == "Create");
    }
}
