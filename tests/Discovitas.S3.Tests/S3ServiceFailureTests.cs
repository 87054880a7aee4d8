using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;

namespace Discovitas.S3.Tests;

/// <summary>What an app reads of the store's errors and silences.</summary>
public sealed class S3ServiceFailureTests
{
    // As the SDK writes them.
    private const string CredentialsNotFetched =
        "Unable to get IAM security credentials from EC2 Instance Metadata Service.";

    private const string NoTls = "When DisablePayloadSigning is true, the request must be sent over HTTPS.";

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
    [InlineData(HttpStatusCode.Conflict, "SomethingNew", false, "in its own words")]
    public async Task StoreAsync_Failing_SaysWhatTheStoreAnsweredAndWhatToDo(
        HttpStatusCode status, string code, bool transient, string advice)
    {
        _store.OnPut = (_, _) => throw Error(status, code);

        var failure = (
            await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1))))
                .Should().ThrowAsync<S3StoreException>()).Which;

        failure.ErrorCode.Should().Be(code);
        failure.StatusCode.Should().Be(status);
        failure.RequestId.Should().Be("request-1");
        failure.Key.Should().StartWith("uploads/");
        failure.IsTransient.Should().Be(transient);
        failure.Message.Should().Contain(code).And.Contain(failure.Key).And.Contain(advice);
        failure.InnerException.Should().BeOfType<AmazonS3Exception>();
    }

    public static TheoryData<Exception, string, bool> NoResponses => new()
    {
        { new HttpRequestException("down", new SocketException(111)), "S3Settings.ServiceUrl", true },
        { new AmazonClientException(CredentialsNotFetched), "could not be fetched", true },
        { new AmazonClientException("Failed to resolve AWS credentials."), "S3Settings.AccessKeyId", false },
        { new HttpRequestException("ssl", new AuthenticationException("untrusted")), "certificate", false },
        { new AmazonClientException(NoTls), "S3Settings.ServiceUrl", false },
        { new ObjectDisposedException("client"), "disposed", false },
        { new TimeoutException(), "try again", true },
        { new FormatException(), "try again", true },
        { new IOException(), "try again", true },
        { new AmazonClientException("Unable to unmarshall"), "try again", true },
        { new TaskCanceledException("the SDK's own timeout"), "try again", true },
    };

    [Theory]
    [MemberData(nameof(NoResponses))]
    public async Task StoreAsync_WithoutAnAnswer_GivesAdviceAndKeepsTheCause(
        Exception cause, string advice, bool transient)
    {
        _store.OnPut = (_, _) => throw cause;

        var failure = (
            await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1))))
                .Should().ThrowAsync<S3StoreException>()).Which;

        failure.Message.Should().Contain(advice);
        failure.InnerException.Should().BeSameAs(cause);
        failure.StatusCode.Should().BeNull();
        failure.IsTransient.Should().Be(transient);
        _store.Calls.Count(call => call == "Put").Should().Match(puts => transient ? puts > 5 : puts == 1);
    }

    public static TheoryData<Exception, string> Causes => new()
    {
        { new HttpRequestException("refused (s3:443)", new SocketException(111)), "refused (s3:443)" },
        { new AmazonClientException("failed", new HttpRequestException("no host", new IOException("x"))), "no host" },
        { new AmazonClientException("failed", new IOException("copying", new IOException("reset"))), "reset" },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task StoreAsync_WithoutAnAnswer_SaysTheCauseThatTellsMost(Exception exception, string cause)
    {
        _store.OnPut = (_, _) => throw exception;

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1))))
            .Should().ThrowAsync<S3StoreException>().WithMessage($"*no usable response ('{cause}')*");
    }

    [Fact]
    public async Task StoreAsync_LogsNeitherTheFilesNameNorAnySecret()
    {
        var log = new FakeLogger<S3Service>();
        _store.OnPut = (_, _) => throw Error(HttpStatusCode.Forbidden, "SignatureDoesNotMatch");
        var service = _store.Service(
            settings =>
            {
                settings.AccessKeyId = "AKID";
                settings.SecretAccessKey = "the-secret";
            },
            logger: log);

        var failure = await service.Invoking(
            s => s.StoreAsync(Request(Bytes(1)) with { FileName = "private\r\nname.bin" }))
            .Should().ThrowAsync<S3StoreException>();
        await service.Invoking(s => s.StoreAsync(Request(Bytes(1)) with { ContentType = "private\r\n" }))
            .Should().ThrowAsync<UploadRejectedException>();

        failure.Which.ToString().Should().NotContain("the-secret").And.NotContain("private");
        log.Collector.GetSnapshot().Select(entry => entry.Message)
            .Should().NotBeEmpty().And.NotContain(text => text.Contains("private") || text.Contains("the-secret"));
    }
}
