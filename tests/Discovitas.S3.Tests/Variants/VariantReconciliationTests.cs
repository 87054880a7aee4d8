namespace Discovitas.S3.Tests.Variants;

/// <summary>Variants are compared with the records of their file.</summary>
public sealed class VariantReconciliationTests
{
    private readonly BucketMock _bucket = new();
    private readonly List<string> _records = [];

    [Fact]
    public async Task TheVariantsOfAYoungFile_AreNeitherReportedNorCounted()
    {
        var (file, variant) = Add(hours: 1, variantHours: 99);

        var result = await ReconcileAsync();

        (result.Files, result.Variants, result.Young, result.Unrecorded, result.Deleted).Should().Be((1, 1, 1, 0, 0));
        _bucket.Keys.Should().Equal(file, variant);
    }

    [Fact]
    public async Task AYoungVariant_GoesWithItsFile()
    {
        Add(hours: 99, variantHours: 1);
        var (recorded, variant) = Add(hours: 99, variantHours: 99);
        _records.Add(recorded);

        var result = await ReconcileAsync();

        (result.Unrecorded, result.UnrecordedBytes, result.Deleted, result.DeletedBytes).Should().Be((1, 2, 2, 2));
        _bucket.Keys.Should().Equal(recorded, variant);
    }

    [Fact]
    public async Task VariantsWithoutAFile_AreReported_UnlessARecordStillNamesTheFile()
    {
        var (missing, kept) = Add(hours: 99, variantHours: 99);
        var (gone, orphan) = Add(hours: 99, variantHours: 99);
        var (alsoGone, young) = Add(hours: 99, variantHours: 1);
        new[] { missing, gone, alsoGone }.ToList().ForEach(_bucket.Remove);
        _records.Add(missing);

        var result = await ReconcileAsync();

        result.UnrecordedSamples.Select(one => one.Key).Should().Equal(orphan);
        (result.Missing, result.Young, result.Deleted).Should().Be((1, 1, 1));
        _bucket.Keys.Should().BeEquivalentTo(kept, young);
    }

    [Fact]
    public async Task AVariantThatARecordNames_IsNotDeletedWithItsFile()
    {
        var (_, variant) = Add(hours: 99, variantHours: 99);
        _records.Add(variant);

        var result = await ReconcileAsync();

        (result.Unrecorded, result.Deleted, result.Missing, result.InvalidRecords).Should().Be((1, 1, 0, 0));
        _bucket.Keys.Should().Equal(variant);
    }

    // The app may have written the extension wrongly; the UUID says which file it means.
    [Theory]
    [InlineData(".jpeg", false)]
    [InlineData("", false)]
    [InlineData(".jpeg", true)]
    public async Task AFileThatARecordMayMean_IsReported_ButNeitherItNorItsVariantsAreDeleted(
        string extension, bool isLate)
    {
        var (file, variant) = Add(hours: 99, variantHours: 99);
        var record = file[..^4] + extension;
        if (!isLate)
        {
            _records.Add(record);
        }

        var result = await ReconcileAsync(_ => _records.Add(record));

        (result.Unrecorded, result.Missing, result.Deleted, result.Failed).Should().Be((1, isLate ? 0 : 1, 0, 0));
        result.UnrecordedSamples.Should().ContainSingle().Which.Key.Should().Be(file);
        _bucket.Keys.Should().Equal(file, variant);
    }

    // Their variants are the same, and the app may be about to record the young one.
    [Theory]
    [InlineData(".aaa")]
    [InlineData(".zzz")]
    public async Task VariantsOfTwoFiles_StayAsLongAsOneOfThemDoes(string extension)
    {
        var (file, variant) = Add(hours: 99, variantHours: 99, "uploads/a/");
        var young = _bucket.Add(file[..^4] + extension, hours: 1);

        var result = await ReconcileAsync();
        _bucket.Add(file, hours: 99);
        var old = await _bucket.Housekeeping.DeleteOldFilesAsync("a", TimeSpan.FromHours(24));

        (result.Deleted, old.Deleted).Should().Be((1, 1));
        _bucket.Keys.Should().BeEquivalentTo(young, variant);
    }

    [Fact]
    public async Task OldFiles_TakeTheirVariantsAlong_AndYoungOnesKeepThem()
    {
        Add(hours: 99, variantHours: 1, "uploads/a/");
        var (file, variant) = Add(hours: 1, variantHours: 99, "uploads/a/");

        var result = await _bucket.Housekeeping.DeleteOldFilesAsync("a", TimeSpan.FromHours(24));

        result.Deleted.Should().Be(2);
        _bucket.Keys.Should().Equal(file, variant);
    }

    [Fact]
    public async Task AnUnfinishedUploadOfAVariant_IsCountedAndAborted()
    {
        var key = $"uploads/{Guid.NewGuid():D}/movie.mp4";
        _bucket.UnfinishedUploads.Add(
            new() { Key = key, UploadId = "one", Initiated = BucketMock.Now.AddDays(-9).UtcDateTime });

        var usage = await _bucket.Housekeeping.GetUsageAsync();
        var result = await _bucket.Housekeeping.AbortUnfinishedUploadsAsync(TimeSpan.FromDays(7));

        (usage.UnfinishedUploads, result.Deleted).Should().Be((1, 1));
        _bucket.UnfinishedUploads.Should().BeEmpty();
    }

    private (string File, string Variant) Add(double hours, double variantHours, string prefix = "uploads/")
    {
        var file = _bucket.AddFile(prefix, hours);
        return (file, _bucket.Add($"{file[..^4]}/thumb.webp", variantHours));
    }

    private Task<ReconcileResult> ReconcileAsync(Action<ListedFile>? onUnrecorded = null)
    {
        var options = new ReconcileOptions
        {
            Delete = true,
            MaxDeletions = 100,
            OnUnrecorded = (file, _) =>
            {
                onUnrecorded?.Invoke(file);
                return ValueTask.CompletedTask;
            },
        };
        return _bucket.Housekeeping.ReconcileAsync(_records.ToAsyncEnumerable(), options);
    }
}
