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

    [Fact]
    public async Task OldFiles_TakeTheirVariantsAlong_AndYoungOnesKeepThem()
    {
        Add(hours: 99, variantHours: 1, "uploads/a/");
        var (file, variant) = Add(hours: 1, variantHours: 99, "uploads/a/");

        var result = await _bucket.Housekeeping.DeleteOldFilesAsync("a", TimeSpan.FromHours(24));

        result.Deleted.Should().Be(2);
        _bucket.Keys.Should().Equal(file, variant);
    }

    private (string File, string Variant) Add(double hours, double variantHours, string prefix = "uploads/")
    {
        var file = _bucket.AddFile(prefix, hours);
        return (file, _bucket.Add($"{file[..^4]}/thumb.webp", variantHours));
    }

    private Task<ReconcileResult> ReconcileAsync() => _bucket.Housekeeping.ReconcileAsync(
        _records.ToAsyncEnumerable(), new ReconcileOptions { Delete = true, MaxDeletions = 100 });
}
