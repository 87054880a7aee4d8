using Amazon.Runtime;

namespace Discovitas.S3.Tests.Client;

/// <summary>Credentials that expire in the middle of an upload are renewed.</summary>
public sealed class RenewableCredentialsTests
{
    private readonly StoreMock _store = new();

    [Fact]
    public async Task StoreAsync_WithCredentialsThatExpireMeanwhile_RenewsThemOnce()
    {
        var credentials = new Mock<RefreshingAWSCredentials>();
        _store.Mock.Setup(s3 => s3.Config).Returns(new AmazonS3Config { DefaultAWSCredentials = credentials.Object });
        var answer = _store.OnPart;
        var expired = 1;
        _store.OnPart = (request, token) =>
            request.PartNumber == 2 && expired-- > 0
                ? throw Error(HttpStatusCode.BadRequest, "ExpiredToken")
                : answer(request, token);

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        credentials.Verify(c => c.ClearCredentials(), Times.Once);
        _store.Calls.Where(call => call == "Part 2").Should().HaveCount(2);
    }

    [Fact]
    public async Task StoreAsync_WithCredentialsThatStayExpired_FailsAndTriesToAbortWithFreshOnes()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.BadRequest, "ExpiredToken");
        var aborts = 0;
        _store.OnAbort = (_, _) =>
            ++aborts == 1
                ? throw Error(HttpStatusCode.BadRequest, "ExpiredToken")
                : Task.FromResult(FromStore(new AbortMultipartUploadResponse()));

        var failure = await _store.Service(settings => settings.MaxParallelism = 1)
            .Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("ExpiredToken");
        failure.Which.UnfinishedUploadId.Should().BeNull();
        _store.Calls.Where(call => call == "Part 1").Should().HaveCount(2);
        aborts.Should().Be(2);
    }
}
