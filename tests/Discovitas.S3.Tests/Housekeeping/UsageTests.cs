using Discovitas.S3.Housekeeping;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>What is stored, by folder.</summary>
public sealed class UsageTests
{
    private readonly BucketMock _bucket = new();

    public UsageTests()
    {
        _bucket.AddFile("uploads/", hours: 1, size: 1);
        _bucket.AddFile("uploads/a/", hours: 5, size: 10);
        _bucket.AddFile("uploads/a/b/", hours: 3, size: 100);
        _bucket.AddFile("uploads/a/b/c/", hours: 2, size: 1000);
        _bucket.AddFile("uploads/d/", hours: 4, size: 10_000);
        _bucket.Add("uploads/a/theirs.txt", size: 7);
        _bucket.AddFile("pending/a/", hours: 6, size: 50);
        _bucket.Add("pending/README", size: 8);
        _bucket.Add($"pending/turns/{Guid.NewGuid():D}.{Guid.NewGuid():D}", size: 0);
        _bucket.UnfinishedUploads.AddRange(Enumerable.Range(0, BucketMock.PageSize + 1).Select(n =>
            new MultipartUpload { Key = $"uploads/a/{Guid.NewGuid():D}", UploadId = $"{n}" }));
        _bucket.UnfinishedUploads.Add(new MultipartUpload { Key = "uploads/theirs", UploadId = "theirs" });
    }

    [Fact]
    public async Task AllFiles_AreCounted_WithWhatIsBesideThem()
    {
        var usage = await _bucket.Housekeeping.GetUsageAsync();

        (usage.Files, usage.Bytes).Should().Be((5L, 11_111L));
        usage.Oldest.Should().Be(BucketMock.Now.AddHours(-5));
        usage.Newest.Should().Be(BucketMock.Now.AddHours(-1));
        (usage.Pending.Files, usage.Pending.Bytes).Should().Be((2L, 50L));
        (usage.OtherObjects.Files, usage.OtherObjects.Bytes).Should().Be((2L, 15L));
        usage.UnfinishedUploads.Should().Be(BucketMock.PageSize + 1);
        usage.OtherFolders.Should().BeNull();
    }

    [Theory]
    [InlineData(null, 0, "")]
    [InlineData(null, 1, "a 3 1110, d 1 10000")]
    [InlineData(null, 2, "a 3 1110, a/b 2 1100, d 1 10000")]
    [InlineData(null, 9, "a 3 1110, a/b 2 1100, a/b/c 1 1000, d 1 10000")]
    [InlineData("a", 1, "a/b 2 1100")]
    [InlineData("a/b", 5, "a/b/c 1 1000")]
    [InlineData("nothing", 5, "")]
    public async Task Folders_AreListedToTheDepth(string? folder, int depth, string expected)
    {
        var usage = await _bucket.Housekeeping.GetUsageAsync(folder, depth);

        string.Join(", ", usage.Folders.Select(one => $"{one.Folder} {one.Files} {one.Bytes}")).Should().Be(expected);
    }

    [Fact]
    public async Task AnEmptyFolder_HasNoTimes()
    {
        var usage = await _bucket.Housekeeping.GetUsageAsync("nothing");

        (usage.Files, usage.Oldest, usage.Newest, usage.UnfinishedUploads).Should().Be((0L, null, null, 0L));
    }

    [Fact]
    public void MoreFoldersThanTheLimit_AreSummed()
    {
        var totals = new FolderTotals("uploads/", 1);
        for (var n = 0; n < FolderTotals.MaxFolders + 5; n++)
        {
            totals.Add(new S3Object { Key = $"uploads/{n}/x", Size = 2 });
            totals.Add(new S3Object { Key = $"uploads/{n}/y", Size = 2 });
        }

        totals.ToList("").Should().HaveCount(FolderTotals.MaxFolders).And.OnlyContain(folder => folder.Files == 2);
        (totals.Other!.Files, totals.Other.Bytes).Should().Be((10L, 20L));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied")]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented")]
    public async Task WhereUploadsCannotBeListed_TheirNumberIsUnknown(HttpStatusCode status, string code)
    {
        _bucket.Mock.Setup(s3 => s3.ListMultipartUploadsAsync(
                It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(status, code));

        var usage = await _bucket.Housekeeping.GetUsageAsync();

        (usage.Files, usage.UnfinishedUploads).Should().Be((5L, null));
    }

    [Fact]
    public async Task Progress_EndsWithAllObjects()
    {
        var reports = new List<HousekeepingProgress>();
        var progress = new Mock<IProgress<HousekeepingProgress>>();
        progress.Setup(listener => listener.Report(It.IsAny<HousekeepingProgress>()))
            .Callback((HousekeepingProgress report) => reports.Add(report));

        await _bucket.Housekeeping.GetUsageAsync(progress: progress.Object);

        reports.Should().Equal(new HousekeepingProgress { Objects = 9, Bytes = 11_176 });
    }

    [Fact]
    public async Task WrongArguments_AreNamed()
    {
        await _bucket.Housekeeping.Invoking(h => h.GetUsageAsync("../secrets"))
            .Should().ThrowAsync<ArgumentException>().WithParameterName("folder");
        await _bucket.Housekeeping.Invoking(h => h.GetUsageAsync(depth: -1))
            .Should().ThrowAsync<ArgumentException>().WithParameterName("depth");
    }
}
