using Discovitas.S3.Housekeeping;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>Deleting what is old, and nothing else.</summary>
public sealed class CleaningTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly BucketMock _bucket = new();

    [Fact]
    public async Task DeletePendingAsync_DeletesOnlyItsOwnOldObjects()
    {
        string[] kept =
        [
            _bucket.AddFile("pending/", hours: 23), _bucket.Add("pending/theirs.txt", hours: 99),
            _bucket.AddFile("uploads/", hours: 99), _bucket.AddFile("elsewhere/", hours: 99),
            _bucket.Add($"pending/turns/{PendingNames.CleaningTurn}.{Guid.NewGuid():D}", hours: 99),
        ];
        var turn = $"pending/turns/{Guid.NewGuid():D}.{Guid.NewGuid():D}";
        string[] old =
        [
            _bucket.AddFile("pending/a/", hours: 25, size: 5), _bucket.AddFile("pending/", hours: 99, size: 6),
            _bucket.Add(turn, hours: 30, size: 0),
        ];

        var result = await _bucket.Housekeeping.DeletePendingAsync(Day);
        var again = await _bucket.Housekeeping.DeletePendingAsync(Day);

        _bucket.Keys.Should().BeEquivalentTo(kept);
        result.Should().Be(Result(found: 3, deleted: 3, bytes: 11));
        again.Should().Be(Result(0, 0, 0));
        foreach (var key in old)
        {
            _bucket.Log.Collector.GetSnapshot().Should().ContainSingle(entry => entry.Message.Contains(key))
                .Which.Message.Should().Contain("pending for longer than 1.00:00:00");
        }
    }

    [Fact]
    public async Task DeleteOldFilesAsync_DeletesOnlyFilesOfItsFolder()
    {
        string[] kept =
        [
            _bucket.AddFile("uploads/a/", hours: 23), _bucket.Add("uploads/a/theirs.txt", hours: 99),
            _bucket.AddFile("uploads/ab/", hours: 99), _bucket.AddFile("uploads/", hours: 99),
        ];
        _bucket.AddFile("uploads/a/", hours: 25, size: 5);
        _bucket.AddFile("uploads/a/b/", hours: 99, size: 6);

        var result = await _bucket.Housekeeping.DeleteOldFilesAsync("a", Day);

        _bucket.Keys.Should().BeEquivalentTo(kept);
        result.Should().Be(Result(found: 2, deleted: 2, bytes: 11));
    }

    [Fact]
    public async Task ADryRun_CountsAll_AndDeletesNothing()
    {
        AddOld(5);

        var result = await _bucket.Housekeeping.DeletePendingAsync(
            Day, new CleaningOptions { DryRun = true, MaxDeletions = 2 });

        result.Should().Be(Result(found: 5, deleted: 0, bytes: 5));
        _bucket.Keys.Should().HaveCount(5);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task TheLimit_Stops_AndTheNextCallGoesOn(int limit, bool reached)
    {
        AddOld(5);

        var result = await _bucket.Housekeeping.DeletePendingAsync(Day, new CleaningOptions { MaxDeletions = limit });
        _bucket.Keys.Should().HaveCount(5 - limit);
        await _bucket.Housekeeping.DeletePendingAsync(Day);

        result.Should().Be(Result(limit, limit, limit) with { ReachedLimit = reached });
        _bucket.Keys.Should().BeEmpty();
    }

    [Fact]
    public async Task ManyObjects_AreDeletedByTheThousand()
    {
        var asked = new List<int>();
        _bucket.OnDelete = request => asked.Add(request.Objects.Count);
        AddOld(2001);

        await _bucket.Housekeeping.DeletePendingAsync(Day);

        asked.Should().Equal(1000, 1000, 1);
    }

    [Fact]
    public async Task AnObjectThatTheStoreKeeps_DoesNotStopTheOthers()
    {
        AddOld(4);
        var locked = _bucket.AddFile("pending/", hours: 99);
        _bucket.IsLocked = key => key == locked;

        var result = await _bucket.Housekeeping.DeletePendingAsync(Day);

        _bucket.Keys.Should().Equal(locked);
        result.Should().Be(Result(found: 5, deleted: 4, bytes: 4) with { Failed = 1 });
        _bucket.Log.Collector.GetSnapshot().Should().ContainSingle(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task IfTheStoreDeletesNothing_TheCallFails()
    {
        AddOld(2);
        _bucket.IsLocked = _ => true;

        (await _bucket.Housekeeping.Invoking(h => h.DeletePendingAsync(Day)).Should().ThrowAsync<S3StoreException>())
            .Which.ErrorCode.Should().Be("AccessDenied");
    }

    [Fact]
    public async Task AbortUnfinishedUploadsAsync_AbortsWhatNobodyHasUsed()
    {
        _bucket.Parts.Add(new PartDetail { PartNumber = 1, Size = 7, LastModified = Ago(26) });
        AddUpload("young", "uploads/", 23);
        AddUpload("old", "uploads/a/", 30);
        AddUpload("pending", "pending/", 30);
        _bucket.UnfinishedUploads.Add(new() { Key = "uploads/x", UploadId = "theirs", Initiated = Ago(99) });

        var dry = await _bucket.Housekeeping.AbortUnfinishedUploadsAsync(Day, new CleaningOptions { DryRun = true });
        var result = await _bucket.Housekeeping.AbortUnfinishedUploadsAsync(Day);
        var again = await _bucket.Housekeeping.AbortUnfinishedUploadsAsync(Day);

        dry.Should().Be(Result(found: 2, deleted: 0, bytes: 14));
        result.Should().Be(Result(found: 2, deleted: 2, bytes: 14));
        again.Should().Be(Result(0, 0, 0));
        _bucket.UnfinishedUploads.Select(upload => upload.UploadId).Should().BeEquivalentTo("young", "theirs");
    }

    [Fact]
    public async Task AnOldUploadThatStillReceivesParts_IsNotAborted()
    {
        _bucket.Parts.Add(new PartDetail { PartNumber = 1, Size = 7, LastModified = Ago(23) });
        AddUpload("slow", "uploads/", 99);

        var result = await _bucket.Housekeeping.AbortUnfinishedUploadsAsync(Day);

        result.Should().Be(Result(0, 0, 0));
        _bucket.UnfinishedUploads.Should().HaveCount(1);
    }

    [Fact]
    public async Task TheLimitOfAborts_Stops()
    {
        foreach (var number in Enumerable.Range(0, 4))
        {
            AddUpload($"{number}", number < 2 ? "uploads/" : "pending/", 99);
        }

        var result = await _bucket.Housekeeping.AbortUnfinishedUploadsAsync(
            Day, new CleaningOptions { MaxDeletions = 3 });

        result.Should().Be(Result(3, 3, 0) with { ReachedLimit = true });
        _bucket.UnfinishedUploads.Should().ContainSingle();
    }

    [Fact]
    public async Task ATimeThatIsTooShort_IsRejected()
    {
        var short59 = TimeSpan.FromMinutes(59);
        Func<S3Housekeeping, Task>[] calls =
        [
            h => h.DeletePendingAsync(short59), h => h.AbortUnfinishedUploadsAsync(short59),
            h => h.DeleteOldFilesAsync("a", TimeSpan.Zero), h => h.DeleteOldFilesAsync("", Day),
            h => h.DeleteOldFilesAsync("a//b", Day),
            h => h.DeletePendingAsync(Day, new CleaningOptions { MaxDeletions = -1 }),
        ];
        foreach (var call in calls)
        {
            await _bucket.Housekeeping.Invoking(call).Should().ThrowAsync<ArgumentException>();
        }

        _bucket.Mock.Invocations.Should().BeEmpty();
    }

    private static CleaningResult Result(long found, long deleted, long bytes) =>
        new() { Found = found, Deleted = deleted, Failed = 0, Bytes = bytes, ReachedLimit = false };

    private static DateTime Ago(double hours) => BucketMock.Now.AddHours(-hours).UtcDateTime;

    private void AddOld(int count)
    {
        for (var n = 0; n < count; n++)
        {
            _bucket.AddFile("pending/", hours: 25);
        }
    }

    private void AddUpload(string id, string prefix, double hours) => _bucket.UnfinishedUploads.Add(
        new() { Key = $"{prefix}{Guid.NewGuid():D}", UploadId = id, Initiated = Ago(hours) });
}
