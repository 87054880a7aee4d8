namespace Discovitas.S3.Tests.Direct;

/// <summary>A store to which a client has sent parts, or one object.</summary>
internal sealed class DirectStore
{
    internal const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png";
    internal const string PendingKey = "pending/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    private readonly StoreMock _store = new();

    internal DirectStore()
    {
        _store.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .Returns((ListPartsRequest request, CancellationToken _) => Task.FromResult(FromStore(Page(request))));
        _store.OnComplete = (request, _) =>
        {
            Completed = request;
            return Task.FromResult(FromStore(new CompleteMultipartUploadResponse { ETag = "\"whole\"" }));
        };
        _store.Mock.Setup(s3 => s3.CopyObjectAsync(It.IsAny<CopyObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((CopyObjectRequest request, CancellationToken _) => Copied = request)
            .ReturnsAsync(() => FromStore(new CopyObjectResponse { ETag = CopyETag }));
        _store.Mock.Setup(s3 => s3.GetPreSignedURLAsync(It.IsAny<GetPreSignedUrlRequest>()))
            .Callback((GetPreSignedUrlRequest request) => Signed = request)
            .ReturnsAsync("https://b.example.com/?X-Amz-Signature=secret");
        _store.Mock.Setup(s3 => s3.CreatePresignedPostAsync(It.IsAny<CreatePresignedPostRequest>()))
            .Callback((CreatePresignedPostRequest request) => Form = request)
            .ReturnsAsync((CreatePresignedPostRequest request) => new CreatePresignedPostResponse
            {
                Url = "https://b.s3.eu-west-1.amazonaws.com",
                Fields = new Dictionary<string, string>(request.Fields)
                {
                    ["key"] = request.Key,
                    ["Policy"] = "policy",
                    ["x-amz-signature"] = "secret",
                },
            });
    }

    /// <summary>The sizes of the parts that have arrived, from number 1 on.</summary>
    internal List<long> Parts { get; } = [];

    /// <summary>The ETag of a copy; that of the source if the store keeps it.</summary>
    internal string CopyETag { get; set; } = "\"found\"";

    internal int PageSize { get; set; } = 1000;

    internal CompleteMultipartUploadRequest? Completed { get; private set; }

    internal GetPreSignedUrlRequest? Signed { get; private set; }

    internal CreatePresignedPostRequest? Form { get; private set; }

    internal StoreMock Mock => _store;

    internal IReadOnlyList<string> Calls => _store.Calls;

    internal static DirectUploadTicket Ticket(
        long maxSize = 100, long? size = null, bool inParts = true, bool checksBytes = false) =>
        new()
        {
            Key = Key,
            ContentType = "image/png",
            MaxSize = maxSize,
            Size = size,
            UploadId = inParts ? UploadId : null,
            ChecksBytes = checksBytes,
        };

    /// <summary>What was copied last.</summary>
    internal CopyObjectRequest? Copied { get; private set; }

    /// <summary>What a HEAD tells of the object; if it is pending, its key has none until it is copied.</summary>
    internal void Holds(long size, string type = "image/png", byte[]? start = null, bool isPending = false)
    {
        var found = FromStore(new GetObjectMetadataResponse { ETag = "\"found\"", ContentLength = size });
        found.Headers.ContentType = type;
        _store.OnHead = (request, _) => isPending && request.Key == Key && Copied is null
            ? throw StoreMock.Error(HttpStatusCode.NotFound, "NotFound")
            : Task.FromResult(found);
        _store.OnGet = () => start ?? [];
    }

    private ListPartsResponse Page(ListPartsRequest request)
    {
        var from = int.TryParse(request.PartNumberMarker, out var marker) ? marker : 0;
        var page = Parts.Index().Skip(from).Take(PageSize).Select(part => Detail(part.Index + 1, part.Item)).ToList();
        return new ListPartsResponse
        {
            Parts = page.Count == 0 ? null : page,
            IsTruncated = from + page.Count < Parts.Count,
            NextPartNumberMarker = from + page.Count,
        };
    }

    private static PartDetail Detail(int number, long size) =>
        new() { PartNumber = number, ETag = $"\"etag-{number}\"", Size = size };
}
