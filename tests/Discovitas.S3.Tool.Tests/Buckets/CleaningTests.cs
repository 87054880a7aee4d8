using Discovitas.S3.Tool.Buckets;
using Moq;

namespace Discovitas.S3.Tool.Tests.Buckets;

public sealed class CleaningTests
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(7);

    private readonly TestScreen _screen = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_AreCleanedWithTheOptions(bool dryRun)
    {
        var report = await RunAsync(Result(failed: 0), dryRun);

        report.IsComplete.Should().BeTrue();
        report.Should().BeEquivalentTo(new { DryRun = dryRun, OlderThanSeconds = 604_800L });
        _screen.Output.Should().ContainAll(dryRun ? ["Would be deleted", "1,200"] : ["Deleted", "1,100"]);
        _screen.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task WhatTheStoreDidNotDelete_IsAFailure() =>
        (await RunAsync(Result(failed: 1), dryRun: false)).IsComplete.Should().BeFalse();

    [Fact]
    public async Task OneThatIsForbidden_DoesNotStopTheOther()
    {
        var report = await RunAsync(null, dryRun: false);

        report.IsComplete.Should().BeFalse();
        report.UnfinishedUploads.Should().BeNull();
        report.Pending.Should().NotBeNull();
        _screen.Output.Should().Contain("failed");
        _screen.Error.Should().StartWith("Unfinished multipart uploads: ");
    }

    private async Task<CleanReport> RunAsync(CleaningResult? aborted, bool dryRun)
    {
        var housekeeping = new Mock<S3Housekeeping>(MockBehavior.Strict);
        var options = new CleaningOptions { DryRun = dryRun };
        var abort = housekeeping.Setup(s3 => s3.AbortUnfinishedUploadsAsync(Age, options, CancellationToken.None));
        _ = aborted is null ? abort.ThrowsAsync(new S3StoreException("Access denied.")) : abort.ReturnsAsync(aborted);
        housekeeping.Setup(s3 => s3.DeletePendingAsync(Age, options, CancellationToken.None))
            .ReturnsAsync(Result(failed: 0));
        var report = await new Cleaning(housekeeping.Object, _screen.Screen).RunAsync(Age, dryRun, default);
        CleanView.Show(_screen.Screen, report);
        return report;
    }

    private static CleaningResult Result(long failed) =>
        new() { Found = 1200, Deleted = 1100, Failed = failed, Bytes = 5 << 20, ReachedLimit = false };
}
