namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Parts that are copied from an object.</summary>
public sealed class UploadPartCopyTests : ScenarioTest
{
    private static readonly byte[] Source = Bytes((5 * Mebibyte) + 10);

    [Fact]
    public async Task CopyPart_OfRanges_JoinsThem()
    {
        await PutSourceAsync();
        var id = await Begin(Scenario, "k");

        var first = await CopyAsync(id, 1, request => (request.FirstByte, request.LastByte) = (5, Source.Length - 1));
        var last = await CopyAsync(id, 2, request => (request.FirstByte, request.LastByte) = (0, 4));
        await Complete(Scenario, id, new PartETag(1, first.ETag), new PartETag(2, last.ETag));

        first.ETag.Should().Be(Payloads.ETag(Source[5..]));
        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).AsSpan()
            .SequenceEqual([.. Source[5..], .. Source[..5]]).Should().BeTrue();
    }

    [Fact]
    public async Task CopyPart_WithConditions_FollowsThem()
    {
        var etag = await PutSourceAsync();
        var id = await Begin(Scenario, "k");
        Action<CopyPartRequest>[] failing =
        [
            request => request.ETagToMatch = ["\"other\""],
            request => request.ETagsToNotMatch = [etag],
            request => request.UnmodifiedSinceDate = DateTime.UtcNow.AddDays(-1),
            request => request.ModifiedSinceDate = DateTime.UtcNow,
        ];

        foreach (var condition in failing)
        {
            await Scenario.ShouldFail(() => CopyAsync(id, 1, condition), "PreconditionFailed");
        }

        await CopyAsync(id, 1, request => request.ETagToMatch = [etag]);
        await CopyAsync(id, 1, request => request.ETagsToNotMatch = ["\"other\""]);
        await CopyAsync(id, 1, request => request.ModifiedSinceDate = DateTime.UtcNow.AddDays(-1));
    }

    [Theory]
    [InlineData("bytes=0-5242890", "Range specified is not valid for source object of size: 5242890")]
    [InlineData("bytes=9999999-99999999", "Range specified is not valid for source object of size: 5242890")]
    [InlineData("bytes=0-", null)]
    [InlineData("bytes=-5", null)]
    [InlineData("bytes=5-4", null)]
    [InlineData("0-4", null)]
    public async Task UploadPartCopy_WithAnInvalidRange_IsRejected(string range, string? message)
    {
        await PutSourceAsync();
        var id = await Begin(Scenario, "k");
        var request = Raw(id, "source");
        request.Headers["x-amz-copy-source-range"] = range;

        var response = await Scenario.Raw.SendAsync(request);

        response.Status.Should().Be(400);
        response.Code.Should().Be("InvalidArgument");
        response.Message.Should().Be(
            message ?? "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last " +
            "are the zero-based offsets of the first and last bytes to copy");
    }

    [Fact]
    public async Task Copy_OfMoreThan5GiB_IsRejected()
    {
        await Scenario.PutAsync("source", "x");
        await using (var file = File.OpenWrite(Scenario.PathOf("source")))
        {
            file.SetLength((5L * 1024 * Mebibyte) + 1);
        }

        var id = await Begin(Scenario, "k");

        var part = await Scenario.Raw.SendAsync(Raw(id, "source"));

        part.Code.Should().Be("InvalidRequest");
        part.Message.Should().StartWith("The specified copy source is larger than the maximum allowable size");
        await Scenario.ShouldFail(
            () => Scenario.S3.CopyObjectAsync(Scenario.Bucket, "source", Scenario.Bucket, "k"), "InvalidRequest");
        await CopyAsync(id, 1, request => (request.FirstByte, request.LastByte) = (0, 9));
    }

    [Fact]
    public async Task CopyPart_OfAMissingSource_IsRejected()
    {
        var id = await Begin(Scenario, "k");

        await Scenario.ShouldFail(() => CopyAsync(id, 1), "NoSuchKey");
        await Scenario.ShouldFail(() => CopyAsync(id, 1, request => request.SourceBucket = "missing"), "NoSuchBucket");
        await PutSourceAsync();
        await Scenario.ShouldFail(() => CopyAsync(new string('0', 32), 1), "NoSuchUpload");
    }

    private RawRequest Raw(string id, string source)
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k?partNumber=1&uploadId={id}");
        request.Headers["x-amz-copy-source"] = $"{Scenario.Bucket}/{source}";
        return request;
    }

    private async Task<string> PutSourceAsync() => (await Scenario.S3.PutObjectAsync(new()
    {
        BucketName = Scenario.Bucket,
        Key = "source",
        InputStream = new MemoryStream(Source),
    })).ETag;

    private Task<CopyPartResponse> CopyAsync(string id, int number, Action<CopyPartRequest>? configure = null)
    {
        var request = new CopyPartRequest
        {
            SourceBucket = Scenario.Bucket,
            SourceKey = "source",
            DestinationBucket = Scenario.Bucket,
            DestinationKey = "k",
            UploadId = id,
            PartNumber = number,
        };
        configure?.Invoke(request);
        return Scenario.S3.CopyPartAsync(request);
    }
}
