using Discovitas.S3.TestSupport.Stores;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>Files that no record names, and records without a file.</summary>
public sealed class ReconciliationTests
{
    private static readonly ReconcileOptions Deleting = new() { Delete = true };

    private readonly BucketMock _bucket = new();
    private readonly List<string> _records = [];
    private int _readings;

    [Fact]
    public async Task WhatAgrees_IsNoDifference_AndCostsOneListing()
    {
        _records.Add(_bucket.AddFile("uploads/", hours: 99));
        _records.Add(_bucket.Service.GetPublicUrl(_bucket.AddFile("uploads/a/", hours: 99)));
        _records.Add(_records[0]);
        _bucket.Add("uploads/theirs.txt", hours: 99);

        var result = await ReconcileAsync(Deleting);

        (result.Files, result.Records, result.Unrecorded, result.Missing).Should().Be((2, 2, 0, 0));
        (result.Deleted, result.InvalidRecords, _readings).Should().Be((0, 0, 1));
        _bucket.Mock.Invocations.Should().ContainSingle();
    }

    [Fact]
    public async Task Differences_AreReported_AndNothingIsDeleted()
    {
        _records.Add(_bucket.AddFile("uploads/", hours: 99));
        var young = _bucket.AddFile("uploads/", hours: 23);
        var unrecorded = _bucket.AddFile("uploads/a/", hours: 25, size: 9);
        var missing = Key();
        _records.AddRange([missing, "not a key", missing]);
        var files = new List<string>();
        var keys = new List<string>();

        var result = await ReconcileAsync(new ReconcileOptions
        {
            OnUnrecorded = (file, _) => Keep(files, file.Key),
            OnMissing = (key, _) => Keep(keys, key),
        });

        result.UnrecordedSamples.Should().ContainSingle().Which.Should().Be(new ListedFile
        {
            Key = unrecorded,
            Url = _bucket.Service.GetPublicUrl(unrecorded),
            Size = 9,
            LastModified = BucketMock.Now.AddHours(-25),
        });
        (result.Unrecorded, result.UnrecordedBytes, result.Young).Should().Be((1, 9, 1));
        result.MissingSamples.Should().Equal(missing);
        (result.Missing, result.InvalidRecords, result.Deleted).Should().Be((1, 1, 0));
        result.InvalidSamples.Should().Equal("not a key");
        files.Should().Equal(unrecorded);
        keys.Should().Equal(missing);
        _bucket.Keys.Should().Contain([young, unrecorded]);
    }

    [Fact]
    public async Task Delete_DeletesOnlyOldFilesWithoutARecord()
    {
        string[] kept =
        [
            _bucket.AddFile("uploads/", hours: 23), _bucket.Add("uploads/theirs.txt", hours: 99),
            _bucket.AddFile("pending/", hours: 99), _bucket.AddFile("uploads/", hours: 99),
        ];
        _records.Add(kept[3]);
        var unrecorded = _bucket.AddFile("uploads/a/", hours: 25, size: 9);

        var result = await ReconcileAsync(Deleting);
        var again = await ReconcileAsync(Deleting);

        _bucket.Keys.Should().BeEquivalentTo(kept);
        (result.Deleted, result.DeletedBytes, result.ReachedLimit).Should().Be((1, 9, false));
        (again.Unrecorded, again.Deleted).Should().Be((0, 0));
        _bucket.Log.Collector.GetSnapshot().Should().Contain(entry =>
            entry.Message.Contains(unrecorded) && entry.Message.Contains("no record names it"));
    }

    [Theory]
    [InlineData(1500, true, null, 1000)]
    [InlineData(12_000, true, null, 1200)]
    [InlineData(10, false, 0L, 0)]
    [InlineData(10, false, 3L, 3)]
    [InlineData(10, false, 10L, 10)]
    public async Task FilesWithoutRecords_AreDeletedUpToTheLimit(int files, bool hasRecord, long? limit, int deleted)
    {
        var bucket = new MadeUpBucket(files);
        if (hasRecord)
        {
            _records.Add(MadeUpBucket.KeyOf(0));
        }

        var result = await bucket.Service.Housekeeping.ReconcileAsync(
            Records(), Deleting with { MaxDeletions = limit });

        (result.Deleted, result.ReachedLimit).Should().Be((deleted, deleted < files));
        bucket.Left.Should().Be(files - deleted);
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("documents/0f8fad5b-d9cb-469f-a165-70867728950e.png", "https://cdn.example.com/a.png")]
    public async Task IfNoRecordNamesAFile_NothingIsDeleted_UnlessTheAppSaysHowMany(params string[] records)
    {
        var file = _bucket.AddFile("uploads/", hours: 99);
        _records.AddRange(records);

        await this.Invoking(test => test.ReconcileAsync(Deleting)).Should().ThrowAsync<InvalidOperationException>();

        _bucket.Keys.Should().Equal(file);
        (await ReconcileAsync(Deleting with { MaxDeletions = 1 })).Deleted.Should().Be(1);
    }

    [Fact]
    public async Task ARecordOfAnotherFolder_LetsTheFilesOfThisOneBeDeleted()
    {
        _bucket.AddFile("uploads/a/", hours: 99);
        _records.Add(_bucket.AddFile("uploads/b/", hours: 99));

        (await ReconcileAsync(Deleting with { Folder = "a" })).Deleted.Should().Be(1);

        _bucket.Keys.Should().Equal(_records);
    }

    [Fact]
    public async Task TheSameUuidInAnotherFolder_OrWithAnotherExtension_IsAnotherFile()
    {
        var uuid = Guid.NewGuid().ToString("D");
        _records.Add(_bucket.Add($"uploads/a/{uuid}.png", hours: 99));
        string[] others =
        [
            _bucket.Add($"uploads/b/{uuid}.png", hours: 99), _bucket.Add($"uploads/a/{uuid}.jpg", hours: 99),
            _bucket.Add($"uploads/a/{uuid}", hours: 99), _bucket.Add($"uploads/{uuid}.png", hours: 99),
        ];

        var result = await ReconcileAsync();

        result.UnrecordedSamples.Select(file => file.Key).Should().BeEquivalentTo(others);
    }

    [Fact]
    public async Task ARecordWrittenWhileTheBucketIsListed_KeepsItsFile()
    {
        var late = _bucket.AddFile("uploads/", hours: 99);

        var result = await ReconcileAsync(Deleting with { OnUnrecorded = (file, _) => Keep(_records, file.Key) });

        (result.Unrecorded, result.Deleted).Should().Be((1, 0));
        _bucket.Keys.Should().Equal(late);
    }

    public static TheoryData<string> SecondLooks => ["file", "pending", "parts", "deleted"];

    [Theory]
    [MemberData(nameof(SecondLooks))]
    public async Task ARecordWhoseFileIsThereAtTheSecondLook_IsNotReported(string found)
    {
        var key = Key();
        _records.Add(key);
        _bucket.AddFile("uploads/", hours: 99);

        var result = await ReconcileAsync(new ReconcileOptions
        {
            // Called while the bucket is listed.
            OnUnrecorded = (_, _) =>
            {
                AppearAs(found, key);
                return ValueTask.CompletedTask;
            },
        });

        (result.Missing, result.Unrecorded).Should().Be((0, 1));
    }

    [Fact]
    public async Task ManyMissingFiles_AreFoundByASecondListing()
    {
        _records.AddRange(Enumerable.Range(0, 1500).Select(_ => Key()));
        _bucket.AddFile("uploads/", hours: 99);
        var progress = new Mock<IProgress<HousekeepingProgress>>();

        var result = await ReconcileAsync(new ReconcileOptions
        {
            MaxSamples = 7,
            Progress = progress.Object,
            OnUnrecorded = (_, _) =>
            {
                _bucket.Add(_records[0]);
                return ValueTask.CompletedTask;
            },
        });

        progress.Verify(listener => listener.Report(new HousekeepingProgress { Objects = 1, Bytes = 1 }), Times.Once);
        result.Missing.Should().Be(1499);
        result.MissingSamples.Should().Equal(_records.Skip(1).Take(7));
        _bucket.Mock.Invocations.Should().NotContain(call => call.Method.Name == "GetObjectMetadataAsync");
    }

    [Fact]
    public async Task AFolder_ComparesOnlyItsOwn()
    {
        _records.AddRange([Key(), Key("a/")]);
        _bucket.AddFile("uploads/", hours: 99);
        var unrecorded = _bucket.AddFile("uploads/a/b/", hours: 99);

        var result = await ReconcileAsync(Deleting with { Folder = "a" });

        (result.Records, result.Files, result.Missing, result.Deleted).Should().Be((1, 1, 1, 1));
        result.UnrecordedSamples.Should().ContainSingle().Which.Key.Should().Be(unrecorded);
        _bucket.Keys.Should().ContainSingle();
    }

    [Fact]
    public async Task RecordsThatCanBeReadOnlyOnce_DeleteNothing()
    {
        _records.Add(Key());
        _bucket.AddFile("uploads/", hours: 99);
        var once = Records().GetAsyncEnumerator();
        var known = new Mock<IAsyncEnumerable<string>>();
        known.Setup(records => records.GetAsyncEnumerator(It.IsAny<CancellationToken>())).Returns(once);

        await _bucket.Housekeeping.Invoking(h => h.ReconcileAsync(known.Object, Deleting))
            .Should().ThrowAsync<InvalidOperationException>();

        _bucket.Keys.Should().ContainSingle();
    }

    [Fact]
    public async Task RecordsThatFailInTheMiddle_DeleteNothing()
    {
        _records.Add(_bucket.AddFile("uploads/", hours: 99));
        _bucket.AddFile("uploads/", hours: 99);
        async IAsyncEnumerable<string> Broken()
        {
            await Task.Yield();
            yield return _records[0];
            throw new TimeoutException();
        }

        await _bucket.Housekeeping.Invoking(h => h.ReconcileAsync(Broken(), Deleting))
            .Should().ThrowAsync<TimeoutException>();

        _bucket.Keys.Should().HaveCount(2);
    }

    [Fact]
    public async Task ACrashInTheMiddle_LosesNothing_AndTheNextRunGoesOn()
    {
        const int Files = 30_000;
        var bucket = new MadeUpBucket(Files);
        _records.AddRange(Enumerable.Range(0, Files).Where(number => number % 10 != 0).Select(MadeUpBucket.KeyOf));
        var batches = 0;
        bucket.OnDelete = _ =>
        {
            if (++batches == 2)
            {
                throw new IOException("the process stops");
            }
        };
        var housekeeping = bucket.Service.Housekeeping;

        await housekeeping.Invoking(h => h.ReconcileAsync(Records(), Deleting))
            .Should().ThrowAsync<S3StoreException>();
        bucket.Left.Should().Be(Files - 1000);
        var rest = await housekeeping.ReconcileAsync(Records(), Deleting);

        (rest.Unrecorded, rest.Deleted, rest.ReachedLimit).Should().Be((2000, 2000, false));
        Enumerable.Range(0, Files).Should().OnlyContain(number => bucket.IsDeleted(number) == (number % 10 == 0));
    }

    [Fact]
    public async Task AShortGracePeriod_IsRejected() =>
        await _bucket.Housekeeping
            .Invoking(h => h.ReconcileAsync(Records(), new() { GracePeriod = TimeSpan.FromMinutes(59) }))
            .Should().ThrowAsync<ArgumentOutOfRangeException>();

    private static string Key(string folder = "") => $"uploads/{folder}{Guid.NewGuid():D}.bin";

    private static ValueTask Keep(List<string> list, string item)
    {
        list.Add(item);
        return ValueTask.CompletedTask;
    }

    private void AppearAs(string what, string key)
    {
        switch (what)
        {
            case "file":
                _bucket.Add(key);
                break;
            case "pending":
                _bucket.Add(key.Replace("uploads/", "pending/", StringComparison.Ordinal));
                break;
            case "parts":
                _bucket.UnfinishedUploads.Add(new MultipartUpload { Key = key, UploadId = "1" });
                break;
            default:
                _records.Remove(key);
                _records.Add(_bucket.AddFile("uploads/"));
                break;
        }
    }

    private Task<ReconcileResult> ReconcileAsync(ReconcileOptions? options = null) =>
        _bucket.Housekeeping.ReconcileAsync(Records(), options);

    private async IAsyncEnumerable<string> Records()
    {
        await Task.Yield();
        _readings++;
        foreach (var record in _records)
        {
            yield return record;
        }
    }
}
