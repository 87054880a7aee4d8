namespace Discovitas.S3.Tests.Support;

/// <summary>A mocked client on a bucket in memory: it lists in small pages, and deletes.</summary>
internal sealed class BucketMock
{
    internal const int PageSize = 3;

    private readonly SortedDictionary<string, S3Object> _objects = new(StringComparer.Ordinal);

    internal BucketMock()
    {
        Mock.Setup(s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((ListObjectsV2Request request, CancellationToken _) => List(request));
        Mock.Setup(s3 => s3.DeleteObjectsAsync(It.IsAny<DeleteObjectsRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((DeleteObjectsRequest request, CancellationToken _) => Delete(request));
        Mock.Setup(s3 => s3.GetObjectMetadataAsync(
                It.IsAny<GetObjectMetadataRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((GetObjectMetadataRequest request, CancellationToken _) => _objects.ContainsKey(request.Key)
                ? Head(1, null)
                : throw Error(HttpStatusCode.NotFound, "NotFound"));
        Mock.Setup(s3 => s3.ListMultipartUploadsAsync(
                It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((ListMultipartUploadsRequest request, CancellationToken _) => Uploads(request));
        Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((ListPartsRequest request, CancellationToken _) =>
                UnfinishedUploads.Exists(upload => upload.UploadId == request.UploadId)
                    ? FromStore(new ListPartsResponse { UploadId = request.UploadId, Parts = Parts })
                    : throw Error(HttpStatusCode.NotFound, "NoSuchUpload"));
        Mock.Setup(s3 => s3.AbortMultipartUploadAsync(
                It.IsAny<AbortMultipartUploadRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((AbortMultipartUploadRequest request, CancellationToken _) =>
            {
                UnfinishedUploads.RemoveAll(upload => upload.UploadId == request.UploadId);
                return FromStore(new AbortMultipartUploadResponse());
            });
    }

    /// <summary>Now, for everybody.</summary>
    internal static DateTimeOffset Now { get; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    internal Mock<IAmazonS3> Mock { get; } = new();

    internal FakeLogger<S3Service> Log { get; } = new();

    internal List<MultipartUpload> UnfinishedUploads { get; } = [];

    /// <summary>The parts of each upload.</summary>
    internal List<PartDetail> Parts { get; } = [];

    /// <summary>Says whether the store refuses to delete an object.</summary>
    internal Func<string, bool> IsLocked { get; set; } = _ => false;

    /// <summary>Called before the store deletes.</summary>
    internal Action<DeleteObjectsRequest> OnDelete { get; set; } = _ => { };

    internal IReadOnlyList<string> Keys => [.. _objects.Keys];

    internal S3Service Service => new(
        Mock.Object,
        Options.Create(new S3Settings { Bucket = "b", Region = "eu-west-1", RetryTimeout = TimeSpan.Zero }),
        Log,
        new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now));

    internal S3Housekeeping Housekeeping => Service.Housekeeping;

    /// <summary>Stores an object some hours ago, and returns its key.</summary>
    internal string Add(string key, double hours = 0, long size = 1)
    {
        var time = (Now - TimeSpan.FromHours(hours)).UtcDateTime;
        _objects[key] = new S3Object { Key = key, Size = size, LastModified = time };
        return key;
    }

    /// <summary>Stores a file with a new UUID below a prefix, and returns its key.</summary>
    internal string AddFile(string prefix, double hours = 0, long size = 1) =>
        Add($"{prefix}{Guid.NewGuid():D}.bin", hours, size);

    internal void Remove(string key) => _objects.Remove(key);

    private ListObjectsV2Response List(ListObjectsV2Request request)
    {
        var rest = _objects.Values
            .Where(one => one.Key.StartsWith(request.Prefix, StringComparison.Ordinal)
                && string.CompareOrdinal(one.Key, request.ContinuationToken ?? "") > 0)
            .ToList();
        return FromStore(new ListObjectsV2Response
        {
            S3Objects = rest.Take(PageSize).ToList(),
            IsTruncated = rest.Count > PageSize,
            NextContinuationToken = rest.Count > PageSize ? rest[PageSize - 1].Key : null,
        });
    }

    private DeleteObjectsResponse Delete(DeleteObjectsRequest request)
    {
        OnDelete(request);
        var locked = request.Objects.Where(one => IsLocked(one.Key)).ToList();
        foreach (var one in request.Objects.Except(locked))
        {
            _objects.Remove(one.Key);
        }

        if (locked.Count > 0)
        {
            throw new DeleteObjectsException(FromStore(new DeleteObjectsResponse
            {
                DeleteErrors = [.. locked.Select(one => new DeleteError { Key = one.Key, Code = "AccessDenied" })],
            }));
        }

        return Replies.Deleted(request);
    }

    private ListMultipartUploadsResponse Uploads(ListMultipartUploadsRequest request)
    {
        var rest = UnfinishedUploads
            .Where(one => one.Key.StartsWith(request.Prefix, StringComparison.Ordinal)
                && string.CompareOrdinal(one.Key, request.KeyMarker ?? "") > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        return FromStore(new ListMultipartUploadsResponse
        {
            MultipartUploads = rest.Take(PageSize).ToList(),
            IsTruncated = rest.Count > PageSize,
            NextKeyMarker = rest.Take(PageSize).LastOrDefault()?.Key,
            NextUploadIdMarker = rest.Take(PageSize).LastOrDefault()?.UploadId,
        });
    }
}
