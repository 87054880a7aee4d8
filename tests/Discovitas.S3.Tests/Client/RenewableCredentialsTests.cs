using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;

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

    [Fact]
    public void RenewOlderThan_RenewsUnlessAnotherRequestHasDoneSoSince()
    {
        var time = new FakeTimeProvider();
        var credentials = new Mock<RefreshingAWSCredentials>();
        _store.Mock.Setup(s3 => s3.Config).Returns(new AmazonS3Config { DefaultAWSCredentials = credentials.Object });
        var renewable = new RenewableCredentials(_store.Mock.Object, time);
        var first = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(1));
        var second = time.GetTimestamp();

        Renew(first);
        Renew(first);
        credentials.Verify(c => c.ClearCredentials(), Times.Once, "they are younger than the request");

        Renew(second);
        credentials.Verify(c => c.ClearCredentials(), Times.Exactly(2), "the request may have had the old ones");
        time.Advance(TimeSpan.FromSeconds(1));
        Renew(time.GetTimestamp());
        credentials.Verify(c => c.ClearCredentials(), Times.Exactly(3));

        void Renew(long timestamp) => renewable.RenewOlderThan(timestamp);
    }
}
