namespace Discovitas.S3.Tests.Writing;

/// <summary>Tags of an upload in parts, on stores that may forget them.</summary>
public sealed class TagRepairTests
{
    private readonly StoreMock _store = new();
    private readonly FakeLogger<S3Service> _log = new();

    [Theory]
    [InlineData(null, 0)]
    [InlineData("https://ceph.example.com", 1)]
    public async Task StoreAsync_OfPartsWithTags_RepeatsThemWhereAStoreMayForget(string? serviceUrl, int times)
    {
        var request = Request(Bytes(2 * PartSize)) with { Tags = new Dictionary<string, string> { ["kind"] = "test" } };

        await _store.Service(settings => settings.ServiceUrl = serviceUrl).StoreAsync(request);

        _store.Mock.Verify(
            s3 => s3.PutObjectTaggingAsync(
                It.Is<PutObjectTaggingRequest>(tagging => tagging.Tagging.TagSet.Single().Key == "kind"),
                It.IsAny<CancellationToken>()),
            Times.Exactly(times));
    }

    [Fact]
    public async Task StoreAsync_WhoseTagsFail_RemovesTheObject()
    {
        _store.Mock.Setup(
            s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.NotImplemented, "NotImplemented"));
        var request = Request(Bytes(2 * PartSize)) with { Tags = new Dictionary<string, string> { ["kind"] = "test" } };

        var failure = await _store.Service(settings => settings.ServiceUrl = "https://s3.example.com")
            .Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NotImplemented");
        failure.Which.IsTransient.Should().BeFalse();
        _store.Calls.Should().Contain("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseCleanUpFails_KeepsTheFirstErrorAndLogsWhatIsLeft()
    {
        _store.Mock.Setup(
            s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.NotImplemented, "NotImplemented"));
        _store.Mock.Setup(s3 => s3.DeleteObjectAsync(It.IsAny<DeleteObjectRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.Forbidden, "AccessDenied"));
        var request = Request(Bytes(2 * PartSize)) with { Tags = new Dictionary<string, string> { ["kind"] = "test" } };

        var failure = await _store.Service(settings => settings.ServiceUrl = "https://s3.example.com", logger: _log)
            .Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NotImplemented");
        _log.Collector.GetSnapshot()
            .Should().Contain(entry => entry.Level == LogLevel.Error && entry.Message.Contains(failure.Which.Key!));
    }
}
