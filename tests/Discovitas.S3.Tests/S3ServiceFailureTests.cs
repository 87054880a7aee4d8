using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3.Model;
using Discovitas.S3.Tests.Support;
using Discovitas.S3.Text;
using Microsoft.Extensions.Time.Testing;
using static Discovitas.S3.Tests.S3ServiceUploadTests;
using static Discovitas.S3.Tests.Support.StoreMock;

namespace Discovitas.S3.Tests;

/// <summary>What the store's refusals and silences become.</summary>
public sealed class S3ServiceFailureTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", false, "s3:PutObject")]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket", false, "S3Settings.Bucket")]
    [InlineData(HttpStatusCode.MovedPermanently, "PermanentRedirect", false, "S3Settings.Region")]
    [InlineData(HttpStatusCode.BadRequest, "AuthorizationHeaderMalformed", false, "S3Settings.Region")]
    [InlineData(HttpStatusCode.Forbidden, "InvalidAccessKeyId", false, "S3Settings.AccessKeyId")]
    [InlineData(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", false, "S3Settings.SecretAccessKey")]
    [InlineData(HttpStatusCode.Forbidden, "RequestTimeTooSkewed", false, "clock")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown", true, "later")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError", true, "later")]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests", true, "later")]
    [InlineData(HttpStatusCode.Conflict, "SomethingNew", false, "refused")]
    public async Task StoreAsync_TellsWhatTheStoreSaidAndWhatToDo(HttpStatusCode status, string code, bool transient, string advice)
    {
        _store.OnPut = (_, _) => throw Error(status, code);

        var failure = (await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>()).Which;

        failure.ErrorCode.Should().Be(code);
        failure.StatusCode.Should().Be(status);
        failure.RequestId.Should().Be("request-1");
        failure.Key.Should().StartWith("uploads/");
        failure.IsTransient.Should().Be(transient);
        failure.Message.Should().Contain(code).And.Contain(failure.Key).And.Contain(advice);
        failure.InnerException.Should().BeOfType<Amazon.S3.AmazonS3Exception>();
    }

    public static TheoryData<Exception, string> NoAnswers => new()
    {
        { new HttpRequestException("down", new SocketException(111)), "S3Settings.ServiceUrl" },
        { new AmazonClientException("Unable to get IAM security credentials from EC2 Instance Metadata Service."), "S3Settings.AccessKeyId" },
        { new HttpRequestException("ssl", new System.Security.Authentication.AuthenticationException("untrusted")), "certificate" },
        { new AmazonClientException("When DisablePayloadSigning is true, the request must be sent over HTTPS."), "S3Settings.ServiceUrl" },
        { new ObjectDisposedException("client"), "disposed" },
        { new TimeoutException(), "try again" },
        { new FormatException(), "try again" },
        { new IOException(), "try again" },
        { new TaskCanceledException("the SDK's own timeout"), "try again" },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task StoreAsync_WithoutAnAnswer_GivesAdviceAndKeepsTheCause(Exception cause, string advice)
    {
        _store.OnPut = (_, _) => throw cause;

        var failure = (await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>()).Which;

        failure.Message.Should().Contain(advice);
        failure.InnerException.Should().BeSameAs(cause);
        failure.StatusCode.Should().BeNull();
    }

    [Fact]
    public async Task StoreAsync_ThatStandsStill_IsGivenUpAfterTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        _store.OnPut = async (_, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.Infinite, token);
            return new PutObjectResponse();
        };

        var failure = await _store.Service(settings => settings.RetryFor = TimeSpan.Zero, time).Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.IsTransient.Should().BeTrue();
        failure.Which.Message.Should().Contain("S3Settings.IdleTimeout");
    }

    [Fact]
    public async Task StoreAsync_ThatKeepsMoving_MayTakeLongerThanTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        _store.OnPut = async (request, token) =>
        {
            var buffer = new byte[100];
            for (var i = 0; i < 10; i++)
            {
                time.Advance(TimeSpan.FromSeconds(29));
                await request.InputStream.ReadExactlyAsync(buffer, token);
            }

            token.IsCancellationRequested.Should().BeFalse();
            return FromStore(new PutObjectResponse { ETag = "\"e\"" });
        };

        await _store.Service(time: time).StoreAsync(Request(Bytes(1000)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task StoreAsync_AnsweredWithoutAnETag_IsAFailure_SinceNothingProvesTheObject(string? etag)
    {
        _store.OnPut = async (request, token) =>
        {
            await ReadAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = etag });
        };

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>().WithMessage("*without an ETag*");

        _store.Calls.Should().Contain("Head");
    }

    [Fact]
    public async Task StoreAsync_WhoseChecksumComesBackDifferent_IsSentAgain()
    {
        var answer = _store.OnPut;
        var tries = 0;
        _store.OnPut = async (request, token) =>
        {
            var response = await answer(request, token);
            response.ChecksumCRC32 = ++tries < 3 ? "AAAAAA==" : request.ChecksumCRC32;
            return response;
        };

        await _store.Service().StoreAsync(Request(Bytes(10)));

        _store.Calls.Where(call => call == "Put").Should().HaveCount(3);
    }

    [Fact]
    public async Task StoreAsync_WhoseChecksumIsAlwaysDifferent_FailsAndRemovesWhatIsThere()
    {
        _store.OnPut = async (request, token) =>
        {
            await ReadAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = "AAAAAA==" });
        };
        _store.OnHead = (_, _) => Task.FromResult(Head(10, "AAAAAA=="));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>().WithMessage("*checksum differs*");

        _store.Calls.Should().EndWith("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_SucceedsIfTheObjectIsThere()
    {
        _store.OnPut = LoseTheAnswer;
        _store.OnHead = (request, _) =>
        {
            request.ChecksumMode.Value.Should().Be("ENABLED");
            return Task.FromResult(Head(Bytes(10)));
        };

        var file = await _store.Service().StoreAsync(Request(Bytes(10)));

        file.ETag.Should().Be("\"found\"");
        _store.Calls.Distinct().Should().Equal("Put", "Head");
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_FailsIfTheObjectIsNotThere()
    {
        _store.OnPut = LoseTheAnswer;

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.InnerException.Should().BeOfType<IOException>();
        _store.Calls.Distinct().Should().Equal("Put", "Head");
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerIsLost_SaysSoIfNobodyCanTell()
    {
        _store.OnPut = LoseTheAnswer;
        _store.OnHead = (_, _) => throw new IOException("still down");

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>().WithMessage("*could not be found out*");
    }

    [Fact]
    public async Task StoreAsync_LogsNeitherTheFilesNameNorAnySecret()
    {
        var log = new Microsoft.Extensions.Logging.Testing.FakeLogger<S3Service>();
        _store.OnPut = (_, _) => throw Error(HttpStatusCode.Forbidden, "SignatureDoesNotMatch");
        var service = _store.Service(
            settings =>
            {
                settings.AccessKeyId = "AKID";
                settings.SecretAccessKey = "the-secret";
            },
            logger: log);

        var failure = await service.Invoking(s => s.StoreAsync(Request(Bytes(1)) with { FileName = "private\r\nname.bin" })).Should().ThrowAsync<S3StoreException>();
        await service.Invoking(s => s.StoreAsync(Request(Bytes(1)) with { ContentType = "private\r\n" })).Should().ThrowAsync<UploadRejectedException>();

        failure.Which.ToString().Should().NotContain("the-secret").And.NotContain("private");
        log.Collector.GetSnapshot().Select(entry => entry.Message).Should().NotBeEmpty().And.NotContain(text => text.Contains("private") || text.Contains("the-secret"));
    }

    /// <summary>What a store says of an object that it holds.</summary>
    internal static GetObjectMetadataResponse Head(byte[] bytes) => Head(bytes.Length, Crc32Value.ToBase64(System.IO.Hashing.Crc32.HashToUInt32(bytes)));

    internal static GetObjectMetadataResponse Head(long size, string? checksum)
    {
        var head = FromStore(new GetObjectMetadataResponse { ETag = "\"found\"", ChecksumCRC32 = checksum });
        head.Headers.ContentLength = size;
        head.ContentLength = size;
        return head;
    }

    private static async Task<PutObjectResponse> LoseTheAnswer(PutObjectRequest request, CancellationToken token)
    {
        await ReadAsync(request.InputStream, token);
        throw new IOException("reset by peer");
    }
}
