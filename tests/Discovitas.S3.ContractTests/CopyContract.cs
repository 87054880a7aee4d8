using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.ContractTests;

/// <summary>
/// What the service relies on when it copies an object: conditions on the source, and copying in parts.
/// </summary>
public sealed class CopyContract
{
    // Ceph 16.2 ignores the conditions, so that the service verifies the copy as well.
    [EveryStore(Except = [StoreKind.Ceph, StoreKind.CephTls])]
    public async Task ACopy_OfAnotherETag_IsRejected(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var (source, target) = await SourceAsync(store, Bytes(1000));
        var etag = (await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, source)).ETag;

        var other = Copy(store, source, target);
        other.ETagToMatch = "\"00000000000000000000000000000000\"";
        await ShouldFailAsync(() => store.Client.CopyObjectAsync(other), HttpStatusCode.PreconditionFailed);
        var none = Copy(store, source, target);
        none.ETagToNotMatch = etag;
        await ShouldFailAsync(() => store.Client.CopyObjectAsync(none), HttpStatusCode.PreconditionFailed);
        var same = Copy(store, source, target);
        same.ETagToMatch = etag;
        await store.Client.CopyObjectAsync(same);

        SameBytes(await store.ReadAsync(target), Bytes(1000));
    }

    [EveryStore]
    public async Task ACopy_WithItsOwnHeaders_HasNoneOfTheSource(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var (source, target) = await SourceAsync(store, Bytes(10));
        var copy = Copy(store, source, target);
        copy.MetadataDirective = S3MetadataDirective.REPLACE;
        copy.Headers.ContentType = "image/png";
        copy.Metadata["mine"] = "1";

        await store.Client.CopyObjectAsync(copy);

        var head = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, target);
        head.Headers.ContentType.Should().Be("image/png");
        head.Headers.CacheControl.Should().BeNullOrEmpty();
        head.Metadata.Keys.Should().Equal("x-amz-meta-mine");
    }

    [EveryStore]
    public async Task ACopyInParts_OfTheSameETag_HoldsTheSameBytes(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var bytes = Bytes((5 * MiB) + 100);
        var (source, target) = await SourceAsync(store, bytes);
        var etag = (await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, source)).ETag;
        var upload = await store.Client.InitiateMultipartUploadAsync(store.Settings.Bucket, target);

        if (kind is not (StoreKind.Ceph or StoreKind.CephTls))
        {
            var other = Part(store, upload, source, (1, 0, (5 * MiB) - 1), "\"00000000000000000000000000000000\"");
            await ShouldFailAsync(() => store.Client.CopyPartAsync(other), HttpStatusCode.PreconditionFailed);
        }

        var first = await store.Client.CopyPartAsync(Part(store, upload, source, (1, 0, (5 * MiB) - 1), etag));
        var last = await store.Client.CopyPartAsync(Part(store, upload, source, (2, 5 * MiB, bytes.Length - 1), etag));
        await store.Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = store.Settings.Bucket,
            Key = target,
            UploadId = upload.UploadId,
            PartETags = [new PartETag(1, first.ETag), new PartETag(2, last.ETag)],
        });

        SameBytes(await store.ReadAsync(target), bytes);
    }

    private static CopyObjectRequest Copy(Store store, string source, string target) => new()
    {
        SourceBucket = store.Settings.Bucket,
        SourceKey = source,
        DestinationBucket = store.Settings.Bucket,
        DestinationKey = target,
    };

    private static CopyPartRequest Part(
        Store store,
        InitiateMultipartUploadResponse upload,
        string source,
        (int Number, long First, long Last) part,
        string etag) => new()
        {
            SourceBucket = store.Settings.Bucket,
            SourceKey = source,
            DestinationBucket = store.Settings.Bucket,
            DestinationKey = upload.Key,
            UploadId = upload.UploadId,
            PartNumber = part.Number,
            FirstByte = part.First,
            LastByte = part.Last,
            ETagToMatch = [etag],
        };

    private static async Task<(string Source, string Target)> SourceAsync(Store store, byte[] bytes)
    {
        var request = store.Request(bytes) with
        {
            CacheControl = "max-age=1",
            Metadata = new Dictionary<string, string> { ["theirs"] = "1" },
        };
        var source = (await store.Service.StoreAsync(request)).Key;
        return (source, $"{store.Settings.KeyPrefix}{store.Folder}/{Guid.NewGuid():D}");
    }

    private static async Task ShouldFailAsync<T>(Func<Task<T>> call, HttpStatusCode status) =>
        (await call.Should().ThrowAsync<AmazonS3Exception>()).Which.StatusCode.Should().Be(status);
}
