using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests.Diagnostics;

/// <summary>What inspectors say is counted as any other outcome is.</summary>
public sealed class InspectionMetricsTests : IDisposable
{
    private readonly string _bucket = $"bucket-{Guid.NewGuid():N}";
    private readonly RecordedMetric<long> _uploads;
    private readonly RecordedMetric<long> _rejections;

    public InspectionMetricsTests()
    {
        _uploads = new("discovitas.s3.uploads", _bucket);
        _rejections = new("discovitas.s3.rejections", _bucket);
    }

    public void Dispose()
    {
        _uploads.Dispose();
        _rejections.Dispose();
    }

    [Fact]
    public async Task ARejection_IsCountedWithItsReason()
    {
        await StoreAsync(new ScriptedInspector(() => "It is evil."));

        _uploads.Only().Should()
            .Be("1 discovitas.s3.outcome=rejected discovitas.s3.rejection.reason=RejectedByInspector");
        _rejections.Only().Should().Be("1 discovitas.s3.rejection.reason=RejectedByInspector");
    }

    [Theory]
    [InlineData(false, "inspection_failed")]
    [InlineData(true, "inspection_timeout")]
    public async Task AnInspectionThatFails_IsAFailure(bool isEndless, string type)
    {
        await StoreAsync(new ScriptedInspector(
            (_, _) => isEndless ? new TaskCompletionSource<string?>().Task : throw new IOException()), isEndless);

        _uploads.Only().Should().Be($"1 discovitas.s3.outcome=failed error.type={type}");
        _rejections.Measured.Should().BeEmpty();
    }

    private async Task StoreAsync(IUploadInspector inspector, bool isEndless = false)
    {
        // The clock jumps over a second, but not over a minute.
        var settings = new S3Settings
        {
            Bucket = _bucket,
            Region = "eu-west-1",
            InspectionTimeout = TimeSpan.FromSeconds(isEndless ? 1 : 60),
        };
        var extensions = new S3Extensions { Inspectors = [inspector] };
        var service = new S3Service(new StoreMock().Mock.Object, settings, extensions, null, new HastyTime());
        await service.Invoking(one => one.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<Exception>();
    }
}
